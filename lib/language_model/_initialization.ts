/**
 * The numbers that PyTorch gives the weights of each kind of layer before
 * training.
 *
 * @module
 */
import { requireFinite } from "../_require_matrix.ts";
import { type Matrix, matrix } from "../matrix/matrix.ts";
import { normalNumbers } from "../statistics/normal_numbers.ts";
import type { AttentionWeights, LinearWeights } from "./_weights.ts";
import { type NormalizationWeights, rmsNorm } from "./normalization.ts";
import type { StartSettings } from "./start_settings.ts";

/** What an initialization draws from: uniform random numbers in [0, 1). */
export type Uniform = () => number;

/**
 * The matrix of an embedding, as `torch.nn.Embedding` starts with $\sigma = 1$:
 *
 * $$e_{ij} \sim N(0, \sigma^2)$$
 */
export function initialEmbedding(
  rows: number,
  columns: number,
  { sigma, uniform }: { sigma: number; uniform: Uniform },
): Matrix {
  const normal = normalNumbers(uniform);
  const embedding = filled(matrix(rows, columns), () => sigma * normal());
  const action = "initialize an embedding";
  requireFinite(action, "sigma times a normal number", embedding.values);
  return embedding;
}

/**
 * A linear layer, as `torch.nn.Linear` starts:
 *
 * $$w_{ij}, b_i \sim U(-1/\sqrt{n}, 1/\sqrt{n})$$
 *
 * with $n$ the number of inputs: a variance of $1 / (3 n)$.
 */
export function initialLinear(
  outputs: number,
  inputs: number,
  uniform: Uniform,
): LinearWeights {
  const weight = uniformMatrix(outputs, inputs, 1 / Math.sqrt(inputs), uniform);
  const bias = uniformMatrix(1, outputs, 1 / Math.sqrt(inputs), uniform).values;
  return { weight, bias };
}

/**
 * The attention, as `torch.nn.MultiheadAttention` starts: the three input
 * projections, $3 d$ rows, by the rule of Glorot and Bengio (2010) for one
 * matrix; the output projection like a linear layer; no biases.
 *
 * $$w_{in} \sim U(-a, a), \quad a = \sqrt{\frac{6}{d + 3 d}}$$
 * $$w_{out} \sim U(-1/\sqrt{d}, 1/\sqrt{d})$$
 */
export function initialAttention(
  width: number,
  uniform: Uniform,
): AttentionWeights {
  const bound = Math.sqrt(6 / (4 * width));
  const input = uniformMatrix(3 * width, width, bound, uniform);
  const output = uniformMatrix(width, width, 1 / Math.sqrt(width), uniform);
  return {
    input: { weight: input, bias: new Float64Array(3 * width) },
    output: { weight: output, bias: new Float64Array(width) },
  };
}

/**
 * A normalization, as `torch.nn.LayerNorm` starts: gains of 1, shifts of 0.
 * `torch.nn.RMSNorm` has no shift.
 */
export function initialNormalization(
  { width, normalization }: Pick<StartSettings, "width" | "normalization">,
): NormalizationWeights {
  const gain = new Float64Array(width).fill(1);
  if (normalization === rmsNorm) return { gain };
  return { gain, shift: new Float64Array(width) };
}

function uniformMatrix(
  rows: number,
  columns: number,
  bound: number,
  uniform: Uniform,
): Matrix {
  return filled(matrix(rows, columns), () => bound * (2 * uniform() - 1));
}

/** Row by row, as PyTorch and NumPy fill. */
function filled(matrix: Matrix, next: () => number): Matrix {
  for (let i = 0; i < matrix.values.length; i++) matrix.values[i] = next();
  return matrix;
}
