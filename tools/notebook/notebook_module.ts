/**
 * All code of a notebook as one module.
 *
 * @module
 */
import { syntaxError } from "../kernel/cell/cell_syntax.ts";
import { type CellModule, cellModule } from "./cell_module.ts";
import { codeCells, joined, mayThrow, type Notebook } from "./notebook.ts";

/**
 * The code cells as one module, with nothing in place of one that cannot be
 * parsed, so that each keeps its place.
 *
 * @param notebook The notebook
 * @returns The module
 */
export function moduleOf(notebook: Notebook): CellModule {
  return cellModule(
    codeCells(notebook).map((cell) => {
      const source = joined(cell.source);
      return syntaxError(source)
        ? { source: "" }
        : { source, mayThrow: mayThrow(cell) };
    }),
  );
}
