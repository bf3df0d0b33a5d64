/**
 * What the output matrix makes of hidden states.
 *
 * @module
 */
import { requireNumber } from "../_require.ts";
import { product } from "./_product.ts";
import type { Matrix } from "./matrix.ts";

/**
 * The logit of every token at every position:
 *
 * $$z_{ti} = h_t \cdot w_i$$
 *
 * @param hidden The hidden states, $h_t$, a row for each position
 * @param output The output matrix, $w_i$, a row for each token
 * @returns A row for each position, with a number for each token
 * @throws {RangeError} If the rows of the two are not of one length
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
  requireNumber("work out the logits", "the width", hidden.columns, {
    wanted: `that of the output matrix, ${output.columns}`,
    met: (width) => width === output.columns,
  });
  return product(hidden, output);
}
