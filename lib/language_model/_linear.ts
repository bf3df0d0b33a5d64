/**
 * A linear layer.
 *
 * @module
 */
import { type Matrix, rowOf } from "../matrix/matrix.ts";
import { product } from "../matrix/product.ts";
import { transposed } from "../matrix/transposed.ts";
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

/**
 * From the gradient of what {@linkcode linear} gave, $\partial y$, those of what
 * it was given:
 *
 * $$\partial x_t = W^T \partial y_t, \quad
 * \partial W = \sum_t \partial y_t x_t^T, \quad
 * \partial b = \sum_t \partial y_t$$
 */
export function linearBackward(
  states: Matrix,
  { weight }: LinearWeights,
  gradient: Matrix,
): { states: Matrix; weights: LinearWeights } {
  return {
    states: product(gradient, transposed(weight)),
    weights: {
      weight: product(transposed(gradient), transposed(states)),
      bias: sumOfRows(gradient),
    },
  };
}

/** The sum of all rows, column by column. */
export function sumOfRows(matrix: Matrix): Float64Array {
  const sums = new Float64Array(matrix.columns);
  for (let i = 0; i < matrix.rows; i++) {
    rowOf(matrix, i).forEach((value, j) => sums[j]! += value);
  }
  return sums;
}
