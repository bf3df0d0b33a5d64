/**
 * Running a notebook from a fresh kernel.
 *
 * @module
 */
import { basename, join } from "node:path";
import { Obstacle, root, runInEnvironment } from "./jupyter.ts";
import type { Notebook } from "./notebook.ts";

/**
 * Runs a notebook from a fresh kernel, top to bottom, in its own folder. The
 * file stays as it is.
 *
 * @param path The notebook
 * @param options `--to-the-end` to go on behind a cell that fails
 * @returns The notebook as the run leaves it
 * @throws {Obstacle} If a cell fails or the kernel does not answer
 */
export async function runNotebook(
  path: string,
  ...options: "--to-the-end"[]
): Promise<Notebook> {
  const script = join(root, "tools/execute.py");
  const executed = await Deno.makeTempFile({ suffix: ".ipynb" });
  try {
    const args = [script, path, executed, ...options];
    const code = await runInEnvironment("python", args, executed);
    if (code !== 0) throw new Obstacle(`${basename(path)} failed, see above`);
    return JSON.parse(await Deno.readTextFile(executed));
  } finally {
    await Deno.remove(executed);
  }
}
