/**
 * The part of a layer that looks at each position by itself.
 *
 * @module
 */
import type { Matrix } from "../matrix/matrix.ts";
import { gelu } from "./_gelu.ts";
import { linear } from "./_linear.ts";
import type { FeedForwardWeights } from "./_weights.ts";

/**
 * Two linear layers with an activation between them, for each position by
 * itself:
 *
 * $$y = W_2 \, \mathrm{gelu}(W_1 x + b_1) + b_2$$
 */
export function feedForward(
  states: Matrix,
  { inner, outer }: FeedForwardWeights,
): Matrix {
  const activated = linear(states, inner);
  for (let i = 0; i < activated.values.length; i++) {
    activated.values[i] = gelu(activated.values[i]!);
  }
  return linear(activated, outer);
}
