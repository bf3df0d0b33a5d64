/**
 * The table that `deno task bench` prints.
 *
 * @module
 */
import Table from "cli-table3";
import type { NotMeasured } from "./measurement.ts";
import type { Row } from "./rows.ts";
import { head, linesOf, names, reasons } from "./table_lines.ts";

/** All rows, and below them why some are not measured. */
export function tableText(
  rows: readonly Row[],
  notMeasured: readonly NotMeasured[],
): string {
  const table = new Table({
    head: [...head],
    colAligns: head.map((name) => names.includes(name) ? "left" : "right"),
    style: { head: [], border: [] },
    chars: { mid: "", "left-mid": "", "mid-mid": "", "right-mid": "" },
  });
  table.push(...linesOf(rows, notMeasured).map(({ cells }) => cells));
  return [table.toString(), ...reasons(notMeasured)].join("\n");
}
