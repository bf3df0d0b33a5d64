/**
 * Norms and cosines of many rows, in binary64 whatever the rows are stored in.
 *
 * @module
 */
import type { Numbers } from "./_parameters.ts";

/** Rows of one length, one after the other: the differences of two arrays. */
export interface Rows {
  /** The numbers. */
  values: Numbers;
  /** What is subtracted from them. Default: nothing. */
  from?: Numbers;
  /** How many numbers a row has. */
  width: number;
}

/** The L2 norm of each row. Squares below 1e-308 underflow: norms below 1e-154 are 0. */
export function normsOf({ values, from, width }: Rows): Float64Array {
  const norms = new Float64Array(values.length / width);
  for (let i = 0, at = 0; i < norms.length; i++) {
    let sum = 0;
    for (const end = at + width; at < end; at++) {
      const value = from ? values[at]! - from[at]! : values[at]!;
      sum += value * value;
    }
    norms[i] = Math.sqrt(sum);
  }
  return norms;
}

/** The mean of the rows. */
export function meanOf({ values, from, width }: Rows): Float64Array {
  const mean = new Float64Array(width);
  const rows = values.length / width;
  for (let i = 0, at = 0; i < rows; i++) {
    for (let j = 0; j < width; j++, at++) {
      mean[j]! += from ? values[at]! - from[at]! : values[at]!;
    }
  }
  return mean.map((sum) => sum / rows);
}

/** The mean cosine with a direction, over the rows that are not zero; `NaN` if all are, or the direction is. */
export function meanCosine(
  { values, from, width }: Rows,
  norms: Float64Array,
  direction: Float64Array,
): number {
  const [length] = normsOf({ values: direction, width });
  let [sum, count] = [0, 0];
  for (let i = 0, at = 0; i < norms.length; i++) {
    let along = 0;
    for (let j = 0; j < width; j++, at++) {
      const value = from ? values[at]! - from[at]! : values[at]!;
      along += value * direction[j]!;
    }
    if (norms[i] === 0) continue;
    sum += along / norms[i]! / length!;
    count++;
  }
  return sum / count;
}

/** The mean of some numbers; `NaN` if there are none. */
export function average(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
}

/** The number in the middle, or the mean of the two in the middle; `NaN` if there are none. */
export function medianOf(values: Float64Array): number {
  const sorted = values.toSorted();
  const middle = sorted.length / 2;
  const [low, high] = [Math.ceil(middle) - 1, Math.floor(middle)];
  return average(sorted.subarray(Math.max(low, 0), high + 1));
}

/** The largest size among some numbers; `NaN` if one is. */
export function largestOf(values: Numbers): number {
  let [low, high] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    low = Math.min(low, values[i]!);
    high = Math.max(high, values[i]!);
  }
  return Math.max(-low, high);
}
