/**
 * How unevenly sizes are distributed.
 *
 * @module
 */
import { binade } from "../_binade.ts";
import { nonNegative, positive } from "../_demands.ts";
import { requireNumber, requireNumbers } from "../_require.ts";

/** A size among others. */
export interface RankedShare {
  /** Its rank, counted from 1 for the largest. */
  rank: number;
  /** The size. */
  value: number;
  /** The part of the sum that this and all larger ones make up, in (0, 1]. */
  share: number;
}

/**
 * Ranks sizes from the largest down, with the part of their sum that the first
 * ones make up (the points of a rank-size plot and of a Pareto chart):
 *
 * $$x_{(1)} \ge x_{(2)} \ge \dots, \qquad
 * \mathrm{share}_k = \frac{\sum_{i \le k} x_{(i)}}{\sum_i x_{(i)}}$$
 *
 * @param values The sizes
 * @returns A record for each size, the largest first
 * @throws {RangeError} If there is none, one is negative or not finite, or all
 * are zero
 * @throws {TypeError} If `values` is not an array of numbers
 * @example
 * ```ts
 * import { rankedShares } from "adam/statistics";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(rankedShares([1, 6, 1]), [
 *   { rank: 1, value: 6, share: 0.75 },
 *   { rank: 2, value: 1, share: 0.875 },
 *   { rank: 3, value: 1, share: 1 },
 * ]);
 * ```
 */
export function rankedShares(values: ArrayLike<number>): RankedShare[] {
  const action = "rank the sizes";
  requireNumbers(action, "values", values, nonNegative);
  const sorted = Float64Array.from(values).sort().reverse();
  const largest = sorted[0]!;
  requireNumber(action, "the largest of values", largest, positive);
  // In units of a power of two, as the sum of the sizes may overflow.
  const unit = binade(largest);
  let sum = 0;
  const sums = sorted.map((value) => sum += value / unit);
  return Array.from(sorted, (value, i) => ({
    rank: i + 1,
    value,
    share: sums[i]! / sum,
  }));
}
