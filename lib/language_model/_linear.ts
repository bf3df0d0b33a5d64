/**
 * A linear layer.
 *
 * @module
 */
import type { Matrix } from "../matrix/matrix.ts";
import { product } from "../matrix/product.ts";
import type { LinearWeights } from "./_weights.ts";

/**
 * Applies a linear layer to each row:
 *
 * $$y = W x + b$$
 *
 * Mirrors `torch.nn.Linear`, whose weight has a row for each output.
 */
export function linear(
  states: Matrix,
  { weight, bias }: LinearWeights,
): Matrix {
  const result = product(states, weight);
  for (let i = 0; i < result.values.length; i++) {
    result.values[i]! += bias[i % result.columns]!;
  }
  return result;
}
