/**
 * The transpose of a matrix.
 *
 * @module
 */
import { type Matrix, requireShape } from "../_require_matrix.ts";
import { matrix } from "./matrix.ts";

/**
 * The transpose of a matrix, whose rows are the columns of the original:
 *
 * $$(A^T)_{ji} = a_{ij}$$
 *
 * @param original The matrix, $A$
 * @returns Another matrix, a row for each column
 * @throws {TypeError} If `original` is no matrix
 * @throws {RangeError} If it has not as many numbers as it says
 * @example
 * ```ts
 * import { matrix, transposed } from "adam/matrix";
 * import { assertEquals } from "@std/assert";
 *
 * const { values } = transposed(matrix(2, 3, [1, 2, 3, 4, 5, 6]));
 * assertEquals([...values], [1, 4, 2, 5, 3, 6]);
 * ```
 */
export function transposed(original: Matrix): Matrix {
  requireShape("transpose a matrix", "original", original);
  const { rows, columns, values } = original;
  const result = matrix(columns, rows);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      result.values[j * rows + i] = values[i * columns + j]!;
    }
  }
  return result;
}
