/**
 * The softmax in place and without checks, for millions of logits.
 *
 * @module
 */

/**
 * Turns logits into probabilities, and returns what they were shifted and
 * divided by: $z_{max}$ and $\sum_j e^{z_j - z_{max}}$.
 */
export function becomeProbabilities(
  logits: Float64Array,
): { maximum: number; total: number } {
  let maximum = -Infinity;
  for (let i = 0; i < logits.length; i++) {
    if (logits[i]! > maximum) maximum = logits[i]!;
  }
  let total = 0;
  for (let i = 0; i < logits.length; i++) {
    total += logits[i] = Math.exp(logits[i]! - maximum);
  }
  for (let i = 0; i < logits.length; i++) logits[i]! /= total;
  return { maximum, total };
}
