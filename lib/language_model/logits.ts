/**
 * What the output matrix makes of hidden states.
 *
 * @module
 */
import { requireNumber, sameAs } from "../_require.ts";
import { product } from "./_product.ts";
import { requireFinite, requireMatrix } from "./_require_matrix.ts";
import type { Matrix } from "./matrix.ts";

/**
 * The logit of every token at every position:
 *
 * $$z_{ti} = h_t \cdot w_i$$
 *
 * @param hidden The hidden states, $h_t$, a row for each position
 * @param output The output matrix, $w_i$, a row for each token
 * @returns A row for each position, with a number for each token
 * @throws {RangeError} If the rows of the two are not of one length, or a number
 * is not finite, a logit neither
 * @throws {TypeError} If one of the two is no matrix
 * @example
 * ```ts
 * import { logits, matrix } from "adam/language_model";
 * import { assertEquals } from "@std/assert";
 *
 * const output = matrix(3, 2, [1, 0, 0, 1, 1, 1]);
 * assertEquals([...logits(matrix(1, 2, [2, 5]), output).values], [2, 5, 7]);
 * ```
 */
export function logits(hidden: Matrix, output: Matrix): Matrix {
  const action = "work out the logits";
  requireMatrix(action, "hidden", hidden);
  requireMatrix(action, "output", output);
  const width = sameAs("the output matrix", output.columns);
  requireNumber(action, "the width", hidden.columns, width);
  const result = product(hidden, output);
  requireFinite(action, "result", result.values);
  return result;
}
