/**
 * The product of two matrices.
 *
 * @module
 */
import { requireFinite, requireShape } from "../_require_matrix.ts";
import { writeBlocks } from "./_product_blocks.ts";
import { productKernel } from "./_product_kernel.ts";
import { type Matrix, matrix } from "./matrix.ts";

/**
 * Each row of a matrix times each row of another one:
 *
 * $$(A B^T)_{ij} = \sum_k a_{ik} b_{jk}$$
 *
 * Each number is summed from the first term to the last.
 *
 * @param a The one matrix, $A$
 * @param b The other one, $B$, whose rows are as long
 * @returns The product, a row for each row of $A$, a column for each row of $B$
 * @throws {RangeError} If their rows are not of one length, or a number of the
 * product is not finite
 * @throws {TypeError} If one of the two is no matrix
 * @example
 * ```ts
 * import { matrix, product } from "adam/matrix";
 * import { assertEquals } from "@std/assert";
 *
 * const rows = matrix(3, 2, [1, 0, 0, 1, 1, 1]);
 * assertEquals([...product(matrix(1, 2, [2, 5]), rows).values], [2, 5, 7]);
 * ```
 */
export function product(a: Matrix, b: Matrix): Matrix {
  const action = "multiply matrices";
  requireShape(action, "a", a);
  requireShape(action, "b", b, { columns: { of: "a", is: a.columns } });
  const result = matrix(a.rows, b.rows);
  // Of a small product the copies would take longer than the sums.
  const isLarge = a.rows > 1 && b.rows > 1 &&
    a.rows * b.rows * a.columns > 8000;
  if (isLarge && productKernel) writeBlocks(result, a, b, productKernel);
  else writeSums(result, a, b);
  requireFinite(action, "the product of a and b", result.values);
  return result;
}

/** The sums one by one, as the equation says. */
function writeSums(to: Matrix, a: Matrix, b: Matrix): void {
  const { columns } = a;
  for (let i = 0; i < a.rows; i++) {
    for (let j = 0; j < b.rows; j++) {
      let sum = 0;
      for (let k = 0; k < columns; k++) {
        sum += a.values[i * columns + k]! * b.values[j * columns + k]!;
      }
      to.values[i * to.columns + j] = sum;
    }
  }
}
