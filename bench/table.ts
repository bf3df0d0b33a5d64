/**
 * The tables that `deno task bench` prints.
 *
 * @module
 */
import Table from "cli-table3";
import type { NotMeasured } from "./measurement.ts";
import type { Row } from "./rows.ts";
import { head, linesOf, names, reasons } from "./table_lines.ts";
import { type Worst, worstTable } from "./worst.ts";

/** All rows, and below them why some are not measured. */
export function tableText(
  rows: readonly Row[],
  notMeasured: readonly NotMeasured[],
): string {
  const body = linesOf(rows, notMeasured).map(({ cells }) => cells);
  return [tableOf([...head], body), ...reasons(notMeasured)].join("\n");
}

/** How far this project is behind at worst. */
export function worstText(worst: readonly Worst[]): string {
  const [heads, ...body] = worstTable(worst);
  return ["At worst, over all machines seen:", tableOf(heads!, body)]
    .join("\n");
}

function tableOf(heads: string[], body: string[][]): string {
  const table = new Table({
    head: heads,
    colAligns: heads.map((name) => names.includes(name) ? "left" : "right"),
    style: { head: [], border: [] },
    chars: { mid: "", "left-mid": "", "mid-mid": "", "right-mid": "" },
  });
  table.push(...body);
  return table.toString();
}
