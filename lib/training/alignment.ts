/**
 * How much rows are alike.
 *
 * @module
 */
import { cosines } from "../matrix/cosines.ts";
import type { Matrix } from "../matrix/matrix.ts";
import { meanRow } from "../matrix/mean_row.ts";
import { summary } from "../statistics/summary.ts";

/**
 * How much rows point one way: the median cosine of a row with their mean,
 *
 * $$\operatorname{median}_i \; \cos(w_i, \overline{w})$$
 *
 * It is 1 if all have one direction, and $1 / \sqrt{n}$ for $n$ orthogonal rows
 * of equal length.
 *
 * @param rows The rows, $w_i$
 * @returns The median cosine
 * @throws {RangeError} If a number is not finite, or a row or the mean is zero
 * @throws {TypeError} If `rows` is not a matrix
 * @example
 * ```ts
 * import { matrix } from "adam/matrix";
 * import { alignment } from "adam/training";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * assertAlmostEquals(alignment(matrix(2, 2, [3, 4, 6, 8])), 1, 1e-15);
 * assertAlmostEquals(alignment(matrix(2, 2, [5, 0, 0, 5])), Math.SQRT1_2, 1e-15);
 * ```
 */
export function alignment(rows: Matrix): number {
  return summary(cosines(rows, meanRow(rows))).median;
}
