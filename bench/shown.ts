/**
 * How rows are shown: the head and the cells of a table.
 *
 * @module
 */
import type { Row } from "./rows.ts";

/** The heads of the columns. */
export const head = [
  ...["work", "n", "threads", "implementation", "ns/parameter", "GB/s"],
  ...["GFLOP/s", "ms/step", "spread", "peak MB", "to best peer", "to limit"],
] as const;

/** Which of the columns hold names, and not numbers to be compared. */
export const names: readonly string[] = ["work", "implementation"];

/** The cells of a row, one for each column. */
export function cells(row: Row): string[] {
  const { peakMemoryBytes } = row;
  return [
    row.work,
    countOf(row.n),
    `${row.threads}`,
    row.implementation,
    digits(row.nanosecondsPerParameter),
    digits(row.gigabytesPerSecond),
    digits(row.gigaflops),
    digits(row.medianMilliseconds),
    `${Math.round(100 * row.spread)} %`,
    peakMemoryBytes === null ? "" : (peakMemoryBytes / 1e6).toFixed(0),
    digits(row.ratioToBestPeer),
    digits(row.ratioToLimit),
  ];
}

/** A number of parameters is shown as in 1.6e7. */
export function countOf(n: number | string): string {
  return typeof n === "string" ? n : n.toExponential().replace("+", "");
}

/** Three digits; nothing if there is no number. */
export function digits(value: number | null | undefined): string {
  if (value === null || value === undefined) return "";
  const before = Math.floor(Math.log10(Math.abs(value))) + 1;
  return value.toFixed(Math.min(Math.max(3 - before, 0), 4));
}
