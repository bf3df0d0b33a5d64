/**
 * A linear layer.
 *
 * @module
 */
import { requireNumber, requireRecord, sameAs } from "../_require.ts";
import { product } from "./_product.ts";
import {
  requireFinite,
  requireForEach,
  requireMatrix,
} from "./_require_matrix.ts";
import type { Matrix } from "./matrix.ts";

/** The weights of a linear layer. */
export interface LinearWeights {
  /** A row for each output, $W$. */
  weight: Matrix;
  /** A number for each output, $b$. */
  bias: Float64Array;
}

/**
 * Applies a linear layer to each row:
 *
 * $$y = W x + b$$
 *
 * Mirrors `torch.nn.Linear`, whose weight has a row for each output.
 *
 * @param states The inputs, a row each
 * @param weights The weight $W$ and the bias $b$
 * @returns The outputs, a row each
 * @throws {RangeError} If the rows of the inputs are not as long as the rows of
 * the weight, there is not a bias for each of its rows, or a number is not
 * finite, of the result neither
 * @throws {TypeError} If something is not of the type that it must be
 * @example
 * ```ts
 * import { linear, matrix } from "adam/language_model";
 * import { assertEquals } from "@std/assert";
 *
 * const weight = matrix(1, 2, [10, 100]);
 * const { values } = linear(matrix(2, 2, [1, 2, 3, 4]), {
 *   weight,
 *   bias: Float64Array.of(5),
 * });
 * assertEquals([...values], [215, 435]);
 * ```
 */
export function linear(
  states: Matrix,
  weights: LinearWeights,
): Matrix {
  const action = "apply a linear layer";
  requireRecord(action, "weights", weights);
  const { weight, bias } = weights;
  requireMatrix(action, "states", states);
  requireMatrix(action, "weight", weight);
  const inputs = sameAs("the weight", weight.columns);
  requireNumber(action, "the width", states.columns, inputs);
  requireForEach(action, "bias", bias, { of: "weight.rows", is: weight.rows });
  const result = product(states, weight);
  for (let i = 0; i < result.values.length; i++) {
    result.values[i]! += bias[i % result.columns]!;
  }
  requireFinite(action, "result", result.values);
  return result;
}
