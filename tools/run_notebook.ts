/**
 * Running a notebook from a fresh kernel.
 *
 * @module
 */
import { basename, join } from "node:path";
import { Obstacle, root, runInEnvironment } from "./jupyter.ts";
import { holes, type Notebook } from "./notebook.ts";

/** How often a run that lacks something is done again. */
const attempts = 3;

/**
 * Runs a notebook from a fresh kernel, top to bottom, in its own folder. The
 * file stays as it is.
 *
 * @param path The notebook
 * @param lacks What a run lacks, in words: by default its holes. A run that lacks something is done again
 * @returns The notebook as the run leaves it
 * @throws {Obstacle} If a cell fails, the kernel does not answer, or every run lacks something
 */
export async function runNotebook(
  path: string,
  lacks: (run: Notebook) => string[] = holes,
): Promise<Notebook> {
  const executed = await Deno.makeTempFile({ suffix: ".ipynb" });
  try {
    let missing: string[] = [];
    for (let attempt = 1; attempt <= attempts; attempt++) {
      const run = await execute(path, executed);
      missing = run ? lacks(run) : ["the kernel did not answer"];
      if (run && missing.length === 0) return run;
      console.error(`Attempt ${attempt} of ${attempts}: ${missing.join("; ")}`);
    }
    throw new Obstacle(
      `outputs are missing in ${basename(path)}: ${missing.join("; ")}`,
    );
  } finally {
    await Deno.remove(executed);
  }
}

/** One run, or nothing if the kernel did not answer. */
async function execute(
  path: string,
  executed: string,
): Promise<Notebook | undefined> {
  const script = join(root, "tools/execute.py");
  const code = await runInEnvironment("python", [script, path, executed]);
  if (code === 3) return undefined;
  if (code !== 0) throw new Obstacle(`${basename(path)} failed, see above`);
  return JSON.parse(await Deno.readTextFile(executed));
}
