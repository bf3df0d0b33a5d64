/**
 * Running a notebook from a fresh kernel.
 *
 * @module
 */
import { dirname, join } from "node:path";
import { runInEnvironment } from "../jupyter/environment.ts";
import { parseJson } from "../shared/json.ts";
import {
  type Cell,
  cellNames,
  codeCells,
  hasSkipTag,
  isNotRun,
  joined,
  type Notebook,
} from "./notebook.ts";
import { Obstacle, root } from "../shared/task.ts";

/** What a run gives of a code cell. */
type CellRun = Pick<Cell, "execution_count" | "outputs">;

/**
 * Runs the code cells of a notebook from a fresh kernel, top to bottom, in the
 * notebook's folder. The file is neither read nor written.
 *
 * @param path The notebook
 * @param notebook What it holds
 * @param options `--to-the-end` to go on behind a cell that fails
 * @returns The notebook as the run leaves it
 * @throws {Obstacle} If a cell fails or the kernel does not answer
 */
export async function runNotebook(
  path: string,
  notebook: Notebook,
  ...options: "--to-the-end"[]
): Promise<Notebook> {
  const names = cellNames(notebook);
  const cells = codeCells(notebook).map((cell, i) => ({
    source: isNotRun(cell) ? "" : joined(cell.source),
    tags: cell.metadata?.tags ?? [],
    name: names[i],
  }));
  const runs = await run({ folder: dirname(path), cells }, path, options);
  const next = runs.values();
  return {
    ...notebook,
    cells: notebook.cells.map((cell) => {
      if (cell.cell_type !== "code") return cell;
      const { value } = next.next();
      return hasSkipTag(cell) ? cell : { ...cell, ...value };
    }),
  };
}

async function run(
  request: object,
  path: string,
  options: string[],
): Promise<CellRun[]> {
  const script = join(root, "tools/notebook/execute.py");
  const file = await Deno.makeTempFile({ suffix: ".json" });
  try {
    await Deno.writeTextFile(file, JSON.stringify(request));
    const args = [script, file, ...options];
    const code = await runInEnvironment("python", args, file);
    if (code !== 0) throw new Obstacle(`${path} failed, see above`);
    const { cells } = parseJson(await Deno.readTextFile(file)) as Notebook;
    return cells.map(({ execution_count = null, outputs = [] }) => ({
      execution_count,
      outputs,
    }));
  } finally {
    await Deno.remove(file);
  }
}
