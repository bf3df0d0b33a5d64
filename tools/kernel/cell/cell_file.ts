/**
 * What is written down of a cell for the lines of its errors.
 *
 * @module
 */
import type { CellCode } from "./cell_code.ts";
import type { CellFile } from "../inside/settings.ts";
import { linesOf } from "./lines.ts";

/**
 * Describes a cell to what runs inside Deno's kernel.
 *
 * @param label What people call the cell
 * @param prepared Its prepared code
 * @returns What is written down
 */
export function cellFile(label: string, prepared: CellCode): CellFile {
  const { code, traced, insertions } = prepared;
  let before = 0;
  const inserted = insertions.map(([at, { length }]) => {
    const start = at + before;
    before += length;
    const lines = linesOf(code.slice(0, start));
    return [
      lines.length - 1,
      lines.at(-1)!.length,
      length,
    ] as CellFile["inserted"][number];
  });
  return { label, traced, inserted };
}
