/**
 * The softmax of `adam`, in place and without its checks: for millions of
 * logits.
 *
 * @module
 */

/**
 * Turns logits into probabilities and returns the logarithm of the sum of
 * their exponentials, $\ln \sum_j e^{z_j}$.
 */
export function becomeProbabilities(logits: Float64Array): number {
  let maximum = -Infinity;
  for (let i = 0; i < logits.length; i++) {
    if (logits[i]! > maximum) maximum = logits[i]!;
  }
  let total = 0;
  for (let i = 0; i < logits.length; i++) {
    total += logits[i] = Math.exp(logits[i]! - maximum);
  }
  for (let i = 0; i < logits.length; i++) logits[i]! /= total;
  return maximum + Math.log(total);
}
