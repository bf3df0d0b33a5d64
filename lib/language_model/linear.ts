/**
 * A linear layer.
 *
 * @module
 */
import { requireNumber } from "../_require.ts";
import { product } from "./_product.ts";
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
 * the weight
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
  { weight, bias }: LinearWeights,
): Matrix {
  requireNumber("apply a linear layer", "the width", states.columns, {
    wanted: `that of the weight, ${weight.columns}`,
    met: (width) => width === weight.columns,
  });
  const result = product(states, weight);
  for (let i = 0; i < result.values.length; i++) {
    result.values[i]! += bias[i % result.columns]!;
  }
  return result;
}
