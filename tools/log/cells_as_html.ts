/**
 * What nbconvert makes of a notebook.
 *
 * @module
 */
import { basename, join } from "node:path";
import { Obstacle, root, runInEnvironment } from "../jupyter/environment.ts";

/**
 * Writes the cells of a notebook as HTML, in which every formula stands as TeX
 * in a `.tex` element.
 *
 * @param path The notebook
 * @returns The HTML of its cells, with no page around them
 * @throws {Obstacle} If nbconvert cannot read the notebook
 */
export async function cellsOf(path: string): Promise<string> {
  const target = await Deno.makeTempFile({ suffix: ".html" });
  try {
    const script = join(root, "tools/log/export.py");
    const code = await runInEnvironment("python", [script, path, target]);
    if (code === 0) return await Deno.readTextFile(target);
    throw new Obstacle(`Cannot make a page of ${basename(path)}`);
  } finally {
    await Deno.remove(target);
  }
}
