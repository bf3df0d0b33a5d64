/**
 * The softmax with cross-entropy on logits of binary32, and its gradient.
 *
 * @module
 */
import type { SoftmaxMeasures, Tensor } from "./_operations.ts";
import type { RoundAll } from "./_portable_attention.ts";

/**
 * Replaces the logits by the gradient of the mean cross-entropy, as PyTorch
 * does: from the logarithms of the probabilities, which it stores in the
 * format. Losses and probabilities are measured in binary64.
 *
 * $$l_{ti} = z_{ti} - \ln \sum_j e^{z_{tj}}, \quad
 * \partial z_{ti} = (e^{l_{ti}} - [i = y_t]) / N$$
 */
export function crossEntropy(
  { rows, columns, values }: Tensor,
  { inputs, targets }: {
    inputs: ArrayLike<number>;
    targets: ArrayLike<number>;
  },
  live: number,
  { losses, dead, own }: SoftmaxMeasures,
  round: RoundAll,
): void {
  for (let t = 0; t < rows; t++) {
    const row = values.subarray(t * columns, (t + 1) * columns);
    let maximum = -Infinity;
    for (let i = 0; i < columns; i++) maximum = Math.max(maximum, row[i]!);
    let [ofLive, ofDead] = [0, 0];
    for (let i = 0; i < live; i++) ofLive += Math.exp(row[i]! - maximum);
    for (let i = live; i < columns; i++) ofDead += Math.exp(row[i]! - maximum);
    const sum = ofLive + ofDead;
    const logSum = maximum + Math.log(sum);
    losses[t] = logSum - row[targets[t]!]!;
    own[t] = Math.exp(row[inputs[t]!]! - logSum);
    dead[t] = ofDead / sum;
    for (let i = 0; i < columns; i++) row[i] = row[i]! - logSum;
    round(row);
    for (let i = 0; i < columns; i++) row[i] = Math.exp(row[i]!) / rows;
    const at = targets[t]!;
    row[at] = row[at]! - 1 / rows;
  }
}
