/**
 * What nbconvert makes of a notebook.
 *
 * @module
 */
import { join } from "node:path";
import { Obstacle } from "../shared/task.ts";
import { exportCells } from "./export_cells.ts";

/**
 * Writes the cells of a notebook as HTML, in which every formula stands as TeX
 * in a `.tex` element.
 *
 * @param text The notebook's file
 * @param name What to call it
 * @returns The HTML of its cells, with no page around them
 * @throws {Obstacle} If nbconvert cannot read the notebook
 */
export async function cellsAsHtml(text: string, name: string): Promise<string> {
  const folder = await Deno.makeTempDir();
  const [from, to] = [join(folder, name), join(folder, `${name}.html`)];
  try {
    await Deno.writeTextFile(from, text);
    if (await exportCells(from, to)) return await Deno.readTextFile(to);
    throw new Obstacle(`Cannot make a page of ${name}`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
