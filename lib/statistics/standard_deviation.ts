/**
 * How far numbers lie from their mean.
 *
 * @module
 */
import { finite } from "../_demands.ts";
import { requireNumber, requireNumbers } from "../_require.ts";
import { summary } from "./summary.ts";

/**
 * The standard deviation of some numbers, that of the population and not an
 * estimate from a sample, as `numpy.std` gives it:
 *
 * $$\sigma = \sqrt{\frac{1}{n} \sum_{i=1}^n (x_i - \bar x)^2}$$
 *
 * @param values The numbers, $x_i$
 * @returns The deviation, in their unit; 0 for one number
 * @throws {RangeError} If there is no number, one is NaN or infinite, or the
 * sum of squares overflows
 * @throws {TypeError} If `values` is not an array of numbers
 * @example
 * ```ts
 * import { standardDeviation } from "adam/statistics";
 * import { assertStrictEquals } from "@std/assert";
 *
 * assertStrictEquals(standardDeviation([1, 5, 5, 1]), 2);
 * ```
 */
export function standardDeviation(values: ArrayLike<number>): number {
  const action = "find the standard deviation";
  requireNumbers(action, "values", values, finite);
  const { mean } = summary(values);
  // Kahan's sum: of many values even the last digits count.
  let [squares, owed] = [0, 0];
  for (const value of Array.from(values)) {
    const term = (value - mean) ** 2 - owed;
    const sum = squares + term;
    owed = sum - squares - term;
    squares = sum;
  }
  requireNumber(action, "the sum of squares of values", squares, finite);
  return Math.sqrt(squares / values.length);
}
