/**
 * What a layer does to each hidden state before it looks at it.
 *
 * @module
 */
import { binade } from "../_binade.ts";
import { nonNegative, positive } from "../_demands.ts";
import { requireNumber, requireRecord } from "../_require.ts";
import {
  requireFinite,
  requireForEach,
  requireMatrix,
} from "../_require_matrix.ts";
import { type Matrix, matrix, rowOf } from "../matrix/matrix.ts";

/** What a normalization has learned; at the start it changes nothing. */
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
 * Mirrors `torch.nn.LayerNorm`: $\epsilon$ is 1e-5. It bends the result only
 * where the spread of a row is not far above $\sqrt\epsilon$, 0.003.
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
  requireMatrix(action, "states", states);
  requireRecord(action, "weights", weights);
  const { gain, shift } = weights;
  const size = { of: "the columns of states", is: states.columns };
  requireForEach(action, "gain", gain, size);
  if (shift !== undefined) requireForEach(action, "shift", shift, size);
  requireNumber(action, "epsilon", epsilon, nonNegative);
  const result = matrix(states.rows, states.columns);
  for (let i = 0; i < states.rows; i++) {
    rowOf(result, i).set(
      normalizedRow(rowOf(states, i), epsilon)
        .map((x, j) => gain[j]! * x + (shift?.[j] ?? 0)),
    );
  }
  requireFinite(action, "result", result.values);
  return result;
}

function normalizedRow(row: Float64Array, epsilon: number): Float64Array {
  const unit = unitOf(row, epsilon);
  const inUnits = unit === 1 ? row : row.map((x) => x / unit);
  const center = mean(inUnits);
  const centered = inUnits.map((x) => x - center);
  // Beside a row that large it does not matter, but for one of equal numbers.
  const least = epsilon > 0 ? Number.MIN_VALUE : 0;
  const added = Math.max(epsilon / unit / unit, least);
  const variance = mean(centered.map((x) => x * x)) + added;
  const name = "the variance of a row plus epsilon";
  requireNumber(action, name, variance, positive);
  const scale = 1 / Math.sqrt(variance);
  return centered.map((x) => x * scale);
}

/**
 * What to measure a row in, so that no square and no sum over- or underflows: a
 * power of two, and 1 wherever that is not needed.
 */
function unitOf(row: Float64Array, epsilon: number): number {
  const largest = row.reduce(
    (most, x) => Math.max(most, Math.abs(x)),
    Math.sqrt(epsilon),
  );
  if (largest === 0 || (largest > 2 ** -400 && largest < 2 ** 400)) return 1;
  return binade(largest);
}

function mean(row: Float64Array): number {
  return row.reduce((sum, x) => sum + x, 0) / row.length;
}

const action = "normalize";
