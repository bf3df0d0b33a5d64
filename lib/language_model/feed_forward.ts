/**
 * The part of a layer that looks at each position by itself.
 *
 * @module
 */
import { requireRecord } from "../_require.ts";
import { requireMatrix } from "./_require_matrix.ts";
import { gelu } from "./gelu.ts";
import { linear, type LinearWeights } from "./linear.ts";
import type { Matrix } from "./matrix.ts";

/** The weights of the feed-forward part. */
export interface FeedForwardWeights {
  /** From the width of the model to the inner width. */
  inner: LinearWeights;
  /** And back. */
  outer: LinearWeights;
}

/**
 * Two linear layers with an activation between them, for each position by
 * itself:
 *
 * $$y = W_2 \, \mathrm{gelu}(W_1 x + b_1) + b_2$$
 *
 * @param states The normalized states, a row each
 * @param weights The two layers
 * @returns What the part adds to the states
 * @throws {RangeError} If the widths do not fit each other, or a number is not
 * finite, of the result neither
 * @throws {TypeError} If something is not of the type that it must be
 * @example
 * ```ts
 * import { feedForward, gelu, matrix } from "adam/language_model";
 * import { assertEquals } from "@std/assert";
 *
 * const layer = (weight: number, bias: number) => ({
 *   weight: matrix(1, 1, [weight]),
 *   bias: Float64Array.of(bias),
 * });
 * const { values } = feedForward(matrix(1, 1, [2]), {
 *   inner: layer(3, -5),
 *   outer: layer(10, 7),
 * });
 * assertEquals([...values], [10 * gelu(1) + 7]);
 * ```
 */
export function feedForward(
  states: Matrix,
  weights: FeedForwardWeights,
): Matrix {
  const action = "feed forward";
  requireRecord(action, "weights", weights);
  const { inner, outer } = weights;
  requireRecord(action, "inner", inner);
  requireRecord(action, "outer", outer);
  requireMatrix(action, "inner.weight", inner.weight);
  requireMatrix(action, "outer.weight", outer.weight, {
    columns: { of: "the rows of inner.weight", is: inner.weight.rows },
  });
  const activated = linear(states, inner);
  for (let i = 0; i < activated.values.length; i++) {
    activated.values[i] = gelu(activated.values[i]!);
  }
  return linear(activated, outer);
}
