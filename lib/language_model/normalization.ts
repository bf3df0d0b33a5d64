/**
 * What a layer does to each hidden state before it looks at it.
 *
 * @module
 */
import { type Matrix, matrix, rowOf } from "./matrix.ts";

/** What a normalization has learned; at the start it changes nothing. */
export interface NormalizationWeights {
  /** What each coordinate is multiplied with, $\gamma$. */
  gain: Float64Array;
  /** What is then added to it, $\beta$. Left out, it is zero. */
  shift?: Float64Array;
}

/** {@linkcode layerNorm}, {@linkcode rmsNorm}, or another function of their kind. */
export type Normalization = (
  states: Matrix,
  weights: NormalizationWeights,
) => Matrix;

/**
 * Gives each row the mean 0 and the variance 1:
 *
 * $$y = \gamma \frac{x - \bar{x}}{\sqrt{\overline{(x - \bar{x})^2} + \epsilon}} + \beta$$
 *
 * Mirrors `torch.nn.LayerNorm`: $\epsilon$ is 1e-5. It bends the result only
 * where the spread of a row is not far above $\sqrt\epsilon$, 0.003.
 *
 * Ba, Kiros and Hinton, "Layer normalization" (2016).
 *
 * @param states The hidden states, a row each
 * @param weights The gain $\gamma$ and the shift $\beta$
 * @param epsilon Added to the variance, $\epsilon$
 * @returns The normalized states
 * @example
 * ```ts
 * import { layerNorm, matrix } from "adam/language_model";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const { values } = layerNorm(matrix(1, 2, [3, 7]), {
 *   gain: Float64Array.of(1, 10),
 * });
 * assertAlmostEquals(values[0]!, -1, 2e-6);
 * assertAlmostEquals(values[1]!, 10, 2e-5);
 * ```
 */
export function layerNorm(
  states: Matrix,
  weights: NormalizationWeights,
  epsilon = 1e-5,
): Matrix {
  return mappedRows(states, (row) => {
    const center = mean(row);
    const centered = row.map((x) => x - center);
    const variance = mean(centered.map((x) => x * x));
    return scaled(centered, 1 / Math.sqrt(variance + epsilon), weights);
  });
}

/**
 * Gives each row the mean square 1, and leaves its mean:
 *
 * $$y = \gamma \frac{x}{\sqrt{\overline{x^2} + \epsilon}} + \beta$$
 *
 * Mirrors `torch.nn.RMSNorm`, which has no $\beta$, with the $\epsilon$ that it
 * has for binary32, $2^{-23}$.
 *
 * Zhang and Sennrich, "Root mean square layer normalization" (2019).
 *
 * @param states The hidden states, a row each
 * @param weights The gain $\gamma$ and the shift $\beta$
 * @param epsilon Added to the mean square, $\epsilon$
 * @returns The normalized states
 * @example
 * ```ts
 * import { matrix, rmsNorm } from "adam/language_model";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const { values } = rmsNorm(matrix(1, 2, [1, 7]), {
 *   gain: Float64Array.of(1, 10),
 * });
 * assertAlmostEquals(values[0]!, 0.2, 1e-8);
 * assertAlmostEquals(values[1]!, 14, 1e-7);
 * ```
 */
export function rmsNorm(
  states: Matrix,
  weights: NormalizationWeights,
  epsilon: number = 2 ** -23,
): Matrix {
  return mappedRows(states, (row) => {
    const meanSquare = mean(row.map((x) => x * x));
    return scaled(row, 1 / Math.sqrt(meanSquare + epsilon), weights);
  });
}

function mappedRows(
  states: Matrix,
  change: (row: Float64Array) => Float64Array,
): Matrix {
  const result = matrix(states.rows, states.columns);
  for (let i = 0; i < states.rows; i++) {
    rowOf(result, i).set(change(rowOf(states, i)));
  }
  return result;
}

function mean(row: Float64Array): number {
  return row.reduce((sum, x) => sum + x, 0) / row.length;
}

function scaled(
  row: Float64Array,
  scale: number,
  { gain, shift }: NormalizationWeights,
): Float64Array {
  return row.map((x, j) => gain[j]! * (x * scale) + (shift?.[j] ?? 0));
}
