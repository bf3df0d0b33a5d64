/**
 * The part that the normalizations of a row have in common.
 *
 * @module
 */
import { binade } from "../_binade.ts";
import { positive } from "../_demands.ts";
import { requireNumber } from "../_require.ts";

/** In what the normalizations differ. */
export interface RowKind {
  /** What the row is measured from: its mean, or zero. */
  center: (row: Float64Array) => Float64Array;
  /** What its mean square is then called. */
  name: string;
}

/** Measured from its mean. */
export const centered: RowKind = {
  center(row) {
    const center = mean(row);
    const centered = new Float64Array(row.length);
    for (let j = 0; j < row.length; j++) centered[j] = row[j]! - center;
    return centered;
  },
  name: "the variance of a row plus epsilon",
};

/** Measured from zero. */
export const uncentered: RowKind = {
  center: (row) => row,
  name: "the mean square of a row plus epsilon",
};

/**
 * A row with the mean square 1, $\hat{x} = s \, c(x)$, and what it was
 * multiplied with, $s = 1 / \sqrt{\overline{c(x)^2} + \epsilon}$.
 */
export function normalizedRow(
  row: Float64Array,
  epsilon: number,
  { center, name }: RowKind,
): { values: Float64Array; scale: number } {
  const unit = unitOf(row, epsilon);
  const inUnits = center(unit === 1 ? row : row.map((x) => x / unit));
  // Beside a row that large it does not matter, but for one of equal numbers.
  const least = epsilon > 0 ? Number.MIN_VALUE : 0;
  const added = Math.max(epsilon / unit / unit, least);
  const square = meanSquare(inUnits) + added;
  requireNumber("normalize", name, square, positive);
  const scale = 1 / Math.sqrt(square);
  const values = new Float64Array(row.length);
  for (let j = 0; j < values.length; j++) values[j] = inUnits[j]! * scale;
  return { values, scale: scale / unit };
}

/**
 * What to measure a row in, so that no square and no sum over- or underflows: a
 * power of two, and 1 wherever that is not needed.
 */
function unitOf(row: Float64Array, epsilon: number): number {
  let largest = Math.sqrt(epsilon);
  for (let j = 0; j < row.length; j++) {
    largest = Math.max(largest, Math.abs(row[j]!));
  }
  if (largest === 0 || (largest > 2 ** -400 && largest < 2 ** 400)) return 1;
  return binade(largest);
}

function mean(row: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < row.length; j++) sum += row[j]!;
  return sum / row.length;
}

function meanSquare(row: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < row.length; j++) sum += row[j]! * row[j]!;
  return sum / row.length;
}
