/**
 * What a layer does to each hidden state before it looks at it.
 *
 * @module
 */
import { nonNegative } from "../_demands.ts";
import { requireNumber, requireRecord } from "../_require.ts";
import {
  requireFinite,
  requireForEach,
  requireMatrix,
} from "../_require_matrix.ts";
import { type Matrix, matrix, rowOf } from "../matrix/matrix.ts";
import {
  centered,
  normalizedRow,
  type RowKind,
  uncentered,
} from "./_normalized_row.ts";

/** The learned scale and shift of a normalization; at the start they change nothing. */
export interface NormalizationWeights {
  /** What each coordinate is multiplied with, $\gamma$. */
  gain: Float64Array;
  /** What is then added to it, $\beta$. Left out, it is zero. */
  shift?: Float64Array;
}

/** {@linkcode layerNorm}, or another function of its kind. */
export type Normalization = (
  states: Matrix,
  weights: NormalizationWeights,
) => Matrix;

/**
 * Gives each row the mean 0 and the variance 1:
 *
 * $$y = \gamma \frac{x - \bar{x}}{\sqrt{\overline{(x - \bar{x})^2} + \epsilon}} + \beta$$
 *
 * Mirrors `torch.nn.LayerNorm`: $\epsilon$ is 1e-5. It changes the result noticeably
 * only where the spread of a row is not far above $\sqrt\epsilon$, 0.003.
 *
 * Ba, Kiros and Hinton, "Layer normalization" (2016).
 *
 * @param states The hidden states, a row each
 * @param weights The gain $\gamma$ and the shift $\beta$
 * @param epsilon Added to the variance, $\epsilon$
 * @returns The normalized states
 * @throws {RangeError} If there is not a gain and a shift for each column, a
 * number is not finite, of the result neither, or a row has nothing to divide
 * by: with $\epsilon$ 0, a row of equal numbers
 * @throws {TypeError} If something is not of the type that it must be
 * @example
 * ```ts
 * import { layerNorm } from "adam/language_model";
 * import { matrix } from "adam/matrix";
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
  return normalized(states, weights, epsilon, centered);
}

/**
 * Gives each row the mean square 1, and leaves its mean where it is:
 *
 * $$y = \gamma \frac{x}{\sqrt{\overline{x^2} + \epsilon}}$$
 *
 * Mirrors `torch.nn.RMSNorm`, whose $\epsilon$ is the spacing of binary32 at 1
 * where the model is in binary32; there it has no shift. One that is given is
 * added.
 *
 * Zhang and Sennrich, "Root mean square layer normalization" (2019).
 *
 * @param states The hidden states, a row each
 * @param weights The gain $\gamma$
 * @param epsilon Added to the mean square, $\epsilon$
 * @returns The normalized states
 * @throws {RangeError} If there is not a gain for each column, a number is not
 * finite, of the result neither, or a row has nothing to divide by: with
 * $\epsilon$ 0, a row of zeros
 * @throws {TypeError} If something is not of the type that it must be
 * @example
 * ```ts
 * import { rmsNorm } from "adam/language_model";
 * import { matrix } from "adam/matrix";
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
  return normalized(states, weights, epsilon, uncentered);
}

function normalized(
  states: Matrix,
  weights: NormalizationWeights,
  epsilon: number,
  kind: RowKind,
): Matrix {
  const action = "normalize";
  requireMatrix(action, "states", states);
  requireRecord(action, "weights", weights);
  const { gain, shift } = weights;
  const size = { of: "the columns of states", is: states.columns };
  requireForEach(action, "gain", gain, size);
  if (shift !== undefined) requireForEach(action, "shift", shift, size);
  requireNumber(action, "epsilon", epsilon, nonNegative);
  const result = matrix(states.rows, states.columns);
  for (let i = 0; i < states.rows; i++) {
    const { values } = normalizedRow(rowOf(states, i), epsilon, kind);
    const row = rowOf(result, i);
    for (let j = 0; j < row.length; j++) {
      row[j] = gain[j]! * values[j]! + (shift?.[j] ?? 0);
    }
  }
  requireFinite(action, "result", result.values);
  return result;
}
