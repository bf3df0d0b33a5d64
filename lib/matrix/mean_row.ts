/**
 * The mean of the rows of a matrix.
 *
 * @module
 */
import { requireFinite, requireMatrix } from "../_require_matrix.ts";
import type { Matrix } from "./matrix.ts";

/**
 * The mean of the rows of a matrix, column by column:
 *
 * $$\overline{w}_j = \frac{1}{V} \sum_i w_{ij}$$
 *
 * @param matrix The matrix, $w$, of $V$ rows
 * @returns The mean row, a number for each column
 * @throws {RangeError} If a number, or the sum of a column, is not finite
 * @throws {TypeError} If `matrix` is no matrix
 * @example
 * ```ts
 * import { matrix, meanRow } from "adam/matrix";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([...meanRow(matrix(2, 2, [1, 2, 3, -2]))], [2, 0]);
 * ```
 */
export function meanRow(matrix: Matrix): Float64Array {
  const action = "take the mean row";
  requireMatrix(action, "matrix", matrix);
  const { columns, values } = matrix;
  const sums = new Float64Array(columns);
  for (let at = 0; at < values.length;) {
    for (let j = 0; j < columns; j++, at++) sums[j]! += values[at]!;
  }
  requireFinite(action, "the sums of matrix", sums);
  return sums.map((sum) => sum / matrix.rows);
}
