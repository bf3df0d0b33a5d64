/**
 * The backward pass of the normalizations.
 *
 * @module
 */
import { type Matrix, matrix, rowOf } from "../matrix/matrix.ts";
import { sumOfRows } from "./_linear.ts";
import {
  centered,
  normalizedRow,
  type RowKind,
  uncentered,
} from "./_normalized_row.ts";
import {
  layerNorm,
  type Normalization,
  type NormalizationWeights,
  rmsNorm,
} from "./normalization.ts";

/** The normalizations whose backward pass is known, with their $\epsilon$. */
const kinds = new Map<Normalization, { kind: RowKind; epsilon: number }>([
  [layerNorm, { kind: centered, epsilon: 1e-5 }],
  [rmsNorm, { kind: uncentered, epsilon: 2 ** -23 }],
]);

/** Throws unless the backward pass of a normalization is known. */
export function requireBackward(
  action: string,
  normalization: Normalization,
): void {
  if (kinds.has(normalization)) return;
  throw new RangeError(
    `Cannot ${action} as normalization must be layerNorm or rmsNorm: current value is ${
      normalization.name || "another function"
    }`,
  );
}

/**
 * From the gradient of what `layerNorm` or `rmsNorm` gave, $\partial y$, those
 * of what it was given; with $\hat{x} = s \, c(x)$ for the normalized row, where
 * $c$ takes the mean away (`layerNorm`) or nothing (`rmsNorm`),
 *
 * $$\partial \hat{x} = \gamma \odot \partial y$$
 * $$\partial x = s \; c\left(\partial \hat{x} -
 * \hat{x} \, \overline{\partial \hat{x} \odot \hat{x}}\right)$$
 * $$\partial \gamma = \sum_t \partial y_t \odot \hat{x}_t, \quad
 * \partial \beta = \sum_t \partial y_t$$
 */
export function normalizationBackward(
  normalization: Normalization,
  states: Matrix,
  { gain, shift }: NormalizationWeights,
  gradient: Matrix,
): { states: Matrix; weights: NormalizationWeights } {
  const { kind, epsilon } = kinds.get(normalization)!;
  const result = matrix(states.rows, states.columns);
  const ofGain = new Float64Array(states.columns);
  for (let i = 0; i < states.rows; i++) {
    const { values, scale } = normalizedRow(rowOf(states, i), epsilon, kind);
    const given = rowOf(gradient, i);
    given.forEach((value, j) => ofGain[j]! += value * values[j]!);
    const own = given.map((value, j) => gain[j]! * value);
    const along = own.reduce((sum, value, j) => sum + value * values[j]!, 0) /
      own.length;
    const across = kind.center(own.map((x, j) => x - values[j]! * along));
    rowOf(result, i).set(across.map((value) => scale * value));
  }
  return {
    states: result,
    weights: {
      gain: ofGain,
      ...(shift && { shift: sumOfRows(gradient) }),
    },
  };
}
