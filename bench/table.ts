/**
 * The table that `deno task bench` prints.
 *
 * @module
 */
import Table from "cli-table3";
import type { NotMeasured } from "./measurement.ts";
import type { Row } from "./rows.ts";
import { cells, countOf, head, names } from "./shown.ts";
import { sizeName } from "./works.ts";

/** All rows, and in their places what was not measured, by work and n. */
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
  const lines = [
    ...rows.map((row) => ({ ...row, cells: cells(row) })),
    ...notMeasured.map(({ task, why }) => ({
      work: task.work,
      n: sizeName(task.size),
      cells: [
        task.work,
        countOf(sizeName(task.size)),
        `${task.threads}`,
        task.implementation,
        {
          content: `not measured: ${why}`,
          colSpan: head.length - 4,
          hAlign: "left" as const,
        },
      ],
    })),
  ];
  const groups = Map.groupBy(lines, ({ work, n }) => `${work} ${n}`);
  for (const group of groups.values()) {
    table.push(...group.map((line) => line.cells));
  }
  return table.toString();
}
