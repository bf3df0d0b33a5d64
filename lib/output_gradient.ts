/**
 * The gradient of the loss with respect to the output matrix.
 *
 * @module
 */
import { anyNumber } from "./_demands.ts";
import { probabilityBlocks } from "./_probability_blocks.ts";
import { requireNumber, requireNumbers } from "./_require.ts";
import { requireFinite, requireMatrix } from "./_require_matrix.ts";
import { type Matrix, matrix, rowOf } from "./matrix/matrix.ts";
import { product } from "./matrix/product.ts";
import { transposed } from "./matrix/transposed.ts";

/** The gradient of the output matrix, and the parts that it is made of. */
export interface OutputGradient {
  /** The cross-entropy at each position, $-\ln p_{t y_t}$; the loss is their mean. */
  losses: Float64Array;
  /** A row for each token: what moves it away from the states that it was likely at. */
  push: Matrix;
  /** A row for each token: what moves it towards the states that it came after. */
  pull: Matrix;
  /** The sum of the two. */
  gradient: Matrix;
}

/**
 * The gradient of the mean cross-entropy with respect to the output matrix,
 * split into push and pull:
 *
 * $$p_t = \mathrm{softmax}(z_t), \quad z_{ti} = h_t \cdot w_i$$
 * $$L = \frac{1}{N} \sum_t -\ln p_{t y_t}$$
 * $$\frac{\partial L}{\partial w_i} =
 * \underbrace{\frac{1}{N} \sum_t p_{ti} h_t}_{push} +
 * \underbrace{\frac{-1}{N} \sum_{t: y_t = i} h_t}_{pull}$$
 *
 * If the matrix is tied to the token embedding, this is the output's side of
 * its gradient: the hidden states are taken as given. The pull of a token that
 * is no target is exactly zero. The mean row is zero, as what pushes the other
 * tokens pulls the one that came; so gradient descent leaves the mean row of an
 * output matrix where it is.
 *
 * @param hidden The hidden states, $h_t$, a row for each of $N$ positions
 * @param output The output matrix, $w_i$, a row for each token
 * @param targets The token that came, $y_t$, for each position
 * @returns The loss at each position, and the gradient of each row
 * @throws {RangeError} If there is not one target for each position, a target
 * is no token, the widths do not fit, or a number is not finite, a logit neither
 * @throws {TypeError} If something is not of the type that it must be
 * @example
 * ```ts
 * import { outputGradient } from "adam";
 * import { matrix } from "adam/matrix";
 * import { assertEquals } from "@std/assert";
 *
 * // Four tokens whose logits are equal, at one position; token 3 came.
 * const { losses, push, pull, gradient } = outputGradient(
 *   matrix(1, 1, [8]),
 *   matrix(4, 1, [5, 5, 5, 5]),
 *   [3],
 * );
 * assertEquals([...losses], [Math.log(4)]);
 * assertEquals([...push.values], [2, 2, 2, 2]);
 * assertEquals([...pull.values], [0, 0, 0, -8]);
 * assertEquals([...gradient.values], [2, 2, 2, -6]);
 * ```
 */
export function outputGradient(
  hidden: Matrix,
  output: Matrix,
  targets: ArrayLike<number>,
): OutputGradient {
  requireMatrix(action, "hidden", hidden);
  const columns = { of: "hidden", is: hidden.columns };
  requireMatrix(action, "output", output, { columns });
  requireTargets(targets, hidden.rows, output.rows);
  const losses = new Float64Array(hidden.rows);
  const push = matrix(output.rows, output.columns);
  for (const block of probabilityBlocks(hidden, output, targets)) {
    losses.set(block.losses, block.top);
    const { probabilities, states } = block;
    const sums = product(transposed(probabilities), transposed(states));
    for (let i = 0; i < sums.values.length; i++) {
      push.values[i]! += sums.values[i]!;
    }
  }
  const pull = pullOf(hidden, output.rows, targets);
  const values = new Float64Array(push.values.length);
  for (let i = 0; i < values.length; i++) {
    push.values[i]! /= hidden.rows;
    values[i] = push.values[i]! + pull.values[i]!;
  }
  requireFinite(action, "losses", losses);
  requireFinite(action, "gradient", values);
  return { losses, push, pull, gradient: { ...push, values } };
}

function pullOf(
  hidden: Matrix,
  vocabulary: number,
  targets: ArrayLike<number>,
): Matrix {
  const pull = matrix(vocabulary, hidden.columns);
  for (let t = 0; t < hidden.rows; t++) {
    const row = rowOf(pull, targets[t]!);
    rowOf(hidden, t).forEach((value, j) => row[j]! -= value / hidden.rows);
  }
  return pull;
}

function requireTargets(
  targets: ArrayLike<number>,
  positions: number,
  vocabulary: number,
): void {
  requireNumbers(action, "targets", targets, anyNumber);
  requireNumber(action, "the number of targets", targets.length, {
    wanted: `that of the hidden states, ${positions}`,
    met: (count) => count === positions,
  });
  for (let t = 0; t < positions; t++) {
    requireNumber(action, `targets[${t}]`, targets[t]!, {
      wanted: `a whole number in [0, ${vocabulary})`,
      met: (y) => Number.isInteger(y) && y >= 0 && y < vocabulary,
    });
  }
}

const action = "work out the output gradient";
