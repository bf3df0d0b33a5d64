/**
 * How rows are shown: the head and the cells of a table.
 *
 * @module
 */
import type { NotMeasured } from "./measurement.ts";
import type { Row } from "./rows.ts";
import { sizeName, type Workload } from "./workloads.ts";

/** The heads of the columns. */
export const head = [
  ...["work", "n", "threads", "implementation", "ns/parameter", "GB/s"],
  ...["GFLOP/s", "ms/step", "spread", "peak MB", "to best peer", "to limit"],
] as const;

/** Which of the columns hold names, and not numbers to be compared. */
export const names: readonly string[] = ["work", "implementation", "machine"];

/** One line of a table: a cell for each column. */
export interface Line {
  work: Workload;
  n: number | string;
  cells: string[];
}

/** All rows, and with them what was not measured, by work and n. */
export function linesOf(
  rows: readonly Row[],
  notMeasured: readonly NotMeasured[],
): Line[] {
  const lines = [...rows.map(lineOfRow), ...notMeasured.map(lineOfNotMeasured)];
  return [...Map.groupBy(lines, ({ work, n }) => `${work} ${n}`).values()]
    .flat();
}

function lineOfRow(row: Row): Line {
  const { work, n, threads, implementation, peakMemoryBytes } = row;
  return {
    work,
    n,
    cells: [
      ...[work, countOf(n), `${threads}`, implementation],
      digits(row.nanosecondsPerParameter),
      digits(row.gigabytesPerSecond),
      digits(row.gigaflops),
      digits(row.medianMilliseconds),
      `${Math.round(100 * row.spread)} %`,
      peakMemoryBytes === null ? "" : (peakMemoryBytes / 1e6).toFixed(0),
      digits(row.ratioToBestPeer),
      digits(row.ratioToLimit),
    ],
  };
}

function lineOfNotMeasured({ task }: NotMeasured): Line {
  const { work, size, threads, implementation } = task;
  const n = sizeName(size);
  const named = [work, countOf(n), `${threads}`, implementation];
  const cells = head.map((column, i) =>
    named[i] ?? (column === "ms/step" ? "not measured" : "")
  );
  return { work, n, cells };
}

/** Why what was not measured was not. */
export function reasons(notMeasured: readonly NotMeasured[]): string[] {
  const lines = notMeasured.map(({ task, why, missing }) => {
    const { implementation, threads, work, size } = task;
    if (missing) return `${implementation} is missing: ${why}`;
    const where = `${work} at ${countOf(sizeName(size))}, threads: ${threads}`;
    return `${implementation}, ${where}: not measured: ${why}`;
  });
  return [...new Set(lines)];
}

/** A number of parameters is shown as in 1.6e7. */
export function countOf(n: number | string): string {
  return typeof n === "string" ? n : n.toExponential().replace("+", "");
}

/** Three digits; nothing if there is no number. */
export function digits(value: number | null | undefined): string {
  if (value === null || value === undefined) return "";
  const rounded = Math.abs(Number(value.toPrecision(3)));
  const before = Math.floor(Math.log10(rounded)) + 1;
  return value.toFixed(Math.min(Math.max(3 - before, 0), 4));
}
