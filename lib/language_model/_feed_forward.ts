/**
 * The part of a layer that looks at each position by itself.
 *
 * @module
 */
import type { Matrix } from "../matrix/matrix.ts";
import { gelu, geluSlope } from "./_gelu.ts";
import { linear, linearBackward } from "./_linear.ts";
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
  return linear(activated(linear(states, inner)), outer);
}

/**
 * From the gradient of what {@linkcode feedForward} gave, $\partial y$, those of
 * what it was given; with $z = W_1 x + b_1$, which is worked out again,
 *
 * $$\partial z = \mathrm{gelu}'(z) \odot W_2^T \partial y$$
 *
 * and the two linear layers by `linearBackward`.
 */
export function feedForwardBackward(
  states: Matrix,
  { inner, outer }: FeedForwardWeights,
  gradient: Matrix,
): { states: Matrix; weights: FeedForwardWeights } {
  const before = linear(states, inner);
  const ofOuter = linearBackward(activated(before), outer, gradient);
  const ofInner = linearBackward(states, inner, {
    ...before,
    values: ofOuter.states.values.map((value, i) =>
      value * geluSlope(before.values[i]!)
    ),
  });
  return {
    states: ofInner.states,
    weights: { inner: ofInner.weights, outer: ofOuter.weights },
  };
}

function activated(states: Matrix): Matrix {
  return { ...states, values: states.values.map(gelu) };
}
