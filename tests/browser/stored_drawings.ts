/** What the notebooks of the project hold as drawings. */
import { findNotebooks } from "../../tools/notebook/find_notebooks.ts";
import {
  codeCells,
  joined,
  type Notebook,
} from "../../tools/notebook/notebook.ts";

/** The SVG of each drawing in each notebook, by the notebook's path. */
export async function storedDrawings(): Promise<[string, string[]][]> {
  const paths = await findNotebooks([]);
  return await Promise.all(paths.map(async (path) => {
    const notebook: Notebook = JSON.parse(await Deno.readTextFile(path));
    const outputs = codeCells(notebook).flatMap((cell) => cell.outputs ?? []);
    const drawings = outputs.map(({ data }) => joined(data?.["image/svg+xml"]));
    return [path, drawings.filter((svg) => svg !== "")] as [string, string[]];
  }));
}
