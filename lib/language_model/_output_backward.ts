/**
 * The backward pass of the output matrix, with softmax and cross-entropy.
 *
 * @module
 */
import { probabilityBlocks } from "../_probability_blocks.ts";
import { type Matrix, matrix, rowOf } from "../matrix/matrix.ts";
import { product } from "../matrix/product.ts";
import { transposed } from "../matrix/transposed.ts";

/** Is shown the probabilities of the tokens at each position, which it may not keep. */
export type Observe = (position: number, probabilities: Float64Array) => void;

/**
 * The cross-entropy at each position, and the gradients of their mean $L$ with
 * respect to the hidden states and to the output matrix; with $\partial z_t =
 * (p_t - y_t) / N$, where $y_t$ is 1 at the target and 0 elsewhere,
 *
 * $$\frac{\partial L}{\partial h_t} = W^T \partial z_t, \quad
 * \frac{\partial L}{\partial W} = \sum_t \partial z_t h_t^T$$
 */
export function outputBackward(
  hidden: Matrix,
  output: Matrix,
  targets: readonly number[],
  observe: Observe,
): { losses: Float64Array; hidden: Matrix; output: Matrix } {
  const across = transposed(output);
  const losses = new Float64Array(hidden.rows);
  const ofHidden = matrix(hidden.rows, hidden.columns);
  const ofOutput = matrix(output.rows, output.columns);
  for (const block of probabilityBlocks(hidden, output, targets)) {
    const { top, states, probabilities: ofLogits } = block;
    losses.set(block.losses, top);
    for (let t = 0; t < states.rows; t++) {
      const row = rowOf(ofLogits, t);
      observe(top + t, row);
      row[targets[top + t]!]! -= 1;
      row.forEach((value, i) => row[i] = value / hidden.rows);
    }
    const { values } = product(ofLogits, across);
    ofHidden.values.set(values, top * hidden.columns);
    const sums = product(transposed(ofLogits), transposed(states));
    sums.values.forEach((sum, i) => ofOutput.values[i]! += sum);
  }
  return { losses, hidden: ofHidden, output: ofOutput };
}
