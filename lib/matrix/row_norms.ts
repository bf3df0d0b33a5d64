/**
 * The norms of rows.
 *
 * @module
 */
import { notNaN } from "../_demands.ts";
import { requireNumber } from "../_require.ts";
import { requireShape } from "../_require_matrix.ts";
import { type Matrix, rowOf } from "./matrix.ts";

/**
 * The L2 norm of each row:
 *
 * $$|g_i| = \sqrt{\sum_j g_{ij}^2}$$
 *
 * The squares of gradients below 1e-154 would underflow: a row is measured in
 * units of its largest number.
 *
 * @param matrix The matrix
 * @returns A number for each row; of one that holds an infinity, infinity
 * @throws {RangeError} If a number is NaN
 * @throws {TypeError} If `matrix` is no matrix
 * @example
 * ```ts
 * import { matrix, rowNorms } from "adam/matrix";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([...rowNorms(matrix(2, 2, [3, -4, 0, 1e-200]))], [5, 1e-200]);
 * ```
 */
export function rowNorms(matrix: Matrix): Float64Array {
  requireShape(action, "matrix", matrix);
  return Float64Array.from(
    { length: matrix.rows },
    (_, i) => norm(rowOf(matrix, i)),
  );
}

function norm(row: Float64Array): number {
  const largest = row.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  requireNumber(action, "the largest of matrix", largest, notNaN);
  if (largest === 0 || largest === Infinity) return largest;
  const squares = row.reduce((sum, x) => sum + (x / largest) ** 2, 0);
  return largest * Math.sqrt(squares);
}

const action = "take the norms of rows";
