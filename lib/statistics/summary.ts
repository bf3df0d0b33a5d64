/**
 * A few numbers that stand for many.
 *
 * @module
 */
import { notNaN } from "../_demands.ts";
import { requireNumber, requireNumbers } from "../_require.ts";

/** The mean, the median, the smallest and the largest of some numbers. */
export interface Summary {
  /** Their sum, divided by their number. */
  mean: number;
  /** The one in the middle, or the mean of the two in the middle. */
  median: number;
  /** The smallest one. */
  min: number;
  /** The largest one. */
  max: number;
}

/**
 * The mean, the median, the smallest and the largest of some numbers.
 *
 * @param values The numbers
 * @returns The four
 * @throws {RangeError} If there is no number, one is NaN, or both infinities are
 * among them
 * @throws {TypeError} If `values` is not an array of numbers
 * @example
 * ```ts
 * import { summary } from "adam/statistics";
 * import { assertEquals } from "@std/assert";
 *
 * const expected = { mean: 25, median: 1.5, min: 0, max: 97 };
 * assertEquals(summary([97, 1, 2, 0]), expected);
 * ```
 */
export function summary(values: ArrayLike<number>): Summary {
  requireNumbers("sum up", "values", values, notNaN);
  const sorted = Float64Array.from(values).sort();
  if (sorted[0] === -Infinity) {
    requireNumber("sum up", "the largest of values", sorted.at(-1)!, {
      wanted: "below Infinity where the least is -Infinity",
      met: (value) => value < Infinity,
    });
  }
  const middle = sorted.length / 2;
  const [low, high] = [Math.ceil(middle) - 1, Math.floor(middle)];
  return {
    mean: mean(sorted),
    median: mean(sorted.subarray(low, high + 1)),
    min: sorted[0]!,
    max: sorted.at(-1)!,
  };
}

function mean(values: Float64Array): number {
  const sum = values.reduce((sum, value) => sum + value, 0);
  if (Number.isFinite(sum)) return sum / values.length;
  return values.reduce((sum, value) => sum + value / values.length, 0);
}
