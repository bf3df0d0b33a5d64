/**
 * What a census found, for a terminal.
 *
 * @module
 */
import Table from "cli-table3";
import type { CensusRecord } from "./record.ts";
import { tablesOf } from "./tables.ts";

/** How wide the last column is, in which rows are named. */
const widest = 60;

/**
 * The tables of a census as text.
 *
 * @param record What was found
 * @returns The lines
 */
export function censusText(record: CensusRecord): string {
  return tablesOf(record).map(({ caption, head, rows }) => {
    const isLong = rows.some((row) => row.at(-1)!.length > widest);
    const table = new Table({
      head,
      style: { head: [], border: [] },
      chars: { mid: "", "left-mid": "", "mid-mid": "", "right-mid": "" },
      ...(isLong && {
        colWidths: head.map((_, i) => i === head.length - 1 ? widest : null),
        wordWrap: true,
      }),
    });
    table.push(...rows);
    return `${caption}\n${table}`;
  }).join("\n\n");
}
