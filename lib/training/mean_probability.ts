/**
 * How likely some tokens are, on average.
 *
 * @module
 */
import { requireNumber } from "../_require.ts";
import { requireMatrix } from "../_require_matrix.ts";
import { required, settingsOf } from "../_settings.ts";
import { type Matrix, rowOf } from "../matrix/matrix.ts";
import { product } from "../matrix/product.ts";
import { softmax } from "../softmax_gradient.ts";
import { summary } from "../statistics/summary.ts";

/**
 * The probability of a token, averaged over positions and over some tokens:
 *
 * $$\frac{1}{N n} \sum_t \sum_{i=a}^{a+n-1} \mathrm{softmax}(W h_t)_i$$
 *
 * @param hidden The hidden states, $h_t$, a row for each position
 * @param output The output matrix, $W$, a row for each token
 * @param tokens `first`: the first of the tokens, $a$; `count`: how many there
 * are, $n$
 * @returns The mean probability
 * @throws {RangeError} If the widths do not fit, there are no such tokens, or a
 * number or a logit is not finite
 * @throws {TypeError} If something is not of the type that it must be
 * @example
 * ```ts
 * import { matrix } from "adam/matrix";
 * import { meanProbability } from "adam/training";
 * import { assertStrictEquals } from "@std/assert";
 *
 * const hidden = matrix(2, 1, [0, 1000]); // undecided, then certain
 * const output = matrix(2, 1, [1, 0]);
 * const tokens = { first: 0, count: 1 };
 * assertStrictEquals(meanProbability(hidden, output, tokens), 0.75);
 * ```
 */
export function meanProbability(
  hidden: Matrix,
  output: Matrix,
  tokens: { first: number; count: number },
): number {
  const action = "work out the mean probability";
  requireMatrix(action, "hidden", hidden);
  const columns = { of: "hidden", is: hidden.columns };
  requireMatrix(action, "output", output, { columns });
  const { first, count } = settingsOf(action, none, tokens, "tokens");
  requireNumber(action, "first", first, {
    wanted: `a row of output, which has ${output.rows}`,
    met: (row) => Number.isInteger(row) && row >= 0 && row < output.rows,
  });
  requireNumber(action, "count", count, {
    wanted: `that of some rows of output from ${first} on`,
    met: (n) => Number.isInteger(n) && n >= 1 && first + n <= output.rows,
  });
  const logits = product(hidden, output);
  const means = Array.from({ length: hidden.rows }, (_, t) => {
    const probabilities = softmax(rowOf(logits, t));
    return summary(probabilities.subarray(first, first + count)).mean;
  });
  return summary(means).mean;
}

const none: { first: number; count: number } = {
  first: required,
  count: required,
};
