/**
 * The numbers that PyTorch gives the weights of each kind of layer before
 * training.
 *
 * @module
 */
import {
  giving,
  nonNegative,
  positiveInteger,
  requireNumber,
  uniformNumber,
} from "../_require.ts";
import { required, settingsOf } from "../_settings.ts";
import { requireFinite, storable } from "./_require_matrix.ts";
import type { AttentionWeights } from "./causal_attention.ts";
import type { LinearWeights } from "./linear.ts";
import { type Matrix, matrix } from "./matrix.ts";
import type { NormalizationWeights } from "./normalization.ts";
import { normalNumbers } from "./normal_numbers.ts";

/** What an initialization draws from: uniform random numbers in [0, 1). */
export type Uniform = () => number;

/**
 * The matrix of an embedding, as `torch.nn.Embedding` starts with $\sigma = 1$:
 *
 * $$e_{ij} \sim N(0, \sigma^2)$$
 *
 * @param rows How many tokens or positions there are
 * @param columns The width of the model
 * @param options `sigma`: the standard deviation, $\sigma$; `uniform`: the source
 * @returns The matrix
 * @throws {RangeError} If a size is not a positive integer, or `sigma` is
 * negative or not finite
 * @example
 * ```ts
 * import { randomNumbers } from "adam";
 * import { initialEmbedding } from "adam/language_model";
 * import { assertEquals } from "@std/assert";
 *
 * const options = { sigma: 2, uniform: randomNumbers(0) };
 * const { values } = initialEmbedding(1, 2, options);
 * assertEquals([...values], [3.528104691935328, 0.8003144167344466]);
 * ```
 */
export function initialEmbedding(
  rows: number,
  columns: number,
  options: { sigma: number; uniform: Uniform },
): Matrix {
  const action = "initialize an embedding";
  const defaults: typeof options = { sigma: required, uniform: required };
  const { sigma, uniform } = settingsOf(action, defaults, options);
  requireNumber(action, "sigma", sigma, nonNegative);
  const normal = normalNumbers(uniform);
  const embedding = filled(matrix(rows, columns), () => sigma * normal());
  requireFinite(action, "sigma times a normal number", embedding.values);
  return embedding;
}

/**
 * A linear layer, as `torch.nn.Linear` starts:
 *
 * $$w_{ij}, b_i \sim U(-1/\sqrt{n}, 1/\sqrt{n})$$
 *
 * with $n$ the number of inputs: a variance of $1 / (3 n)$.
 *
 * @param outputs The number of outputs
 * @param inputs The number of inputs, $n$
 * @param uniform The source
 * @returns The weights
 * @throws {RangeError} If a size is not a positive integer
 * @example
 * ```ts
 * import { initialLinear } from "adam/language_model";
 * import { assertEquals } from "@std/assert";
 *
 * const { weight, bias } = initialLinear(1, 4, () => 0.75);
 * assertEquals([...weight.values, ...bias], [0.25, 0.25, 0.25, 0.25, 0.25]);
 * ```
 */
export function initialLinear(
  outputs: number,
  inputs: number,
  uniform: Uniform,
): LinearWeights {
  const action = "initialize a linear layer";
  requireNumber(action, "outputs", outputs, positiveInteger);
  requireNumber(action, "inputs", inputs, positiveInteger);
  requireNumber(action, "outputs x inputs", outputs * inputs, storable);
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
 *
 * @param width The width of the model, $d$
 * @param uniform The source
 * @returns The weights
 * @throws {RangeError} If `width` is not a positive integer
 * @example
 * ```ts
 * import { initialAttention } from "adam/language_model";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const { input, output } = initialAttention(24, () => 0);
 * assertAlmostEquals(input.weight.values[0]!, -1 / 4, 1e-15);
 * assertAlmostEquals(output.weight.values[0]!, -1 / Math.sqrt(24), 1e-15);
 * ```
 */
export function initialAttention(
  width: number,
  uniform: Uniform,
): AttentionWeights {
  const action = "initialize the attention";
  requireNumber(action, "width", width, positiveInteger);
  requireNumber(action, "3 x width x width", 3 * width * width, storable);
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
 *
 * @param width The width of the model
 * @returns The weights
 * @example
 * ```ts
 * import { initialNormalization } from "adam/language_model";
 * import { assertEquals } from "@std/assert";
 *
 * const { gain, shift } = initialNormalization(2);
 * assertEquals([[...gain], [...shift!]], [[1, 1], [0, 0]]);
 * ```
 */
export function initialNormalization(width: number): NormalizationWeights {
  const action = "initialize a normalization";
  requireNumber(action, "width", width, positiveInteger);
  requireNumber(action, "width", width, storable);
  return {
    gain: new Float64Array(width).fill(1),
    shift: new Float64Array(width),
  };
}

function uniformMatrix(
  rows: number,
  columns: number,
  bound: number,
  uniform: Uniform,
): Matrix {
  const next = giving("initialize", "uniform", uniform, uniformNumber);
  return filled(matrix(rows, columns), () => bound * (2 * next() - 1));
}

/** Row by row, as PyTorch and NumPy fill. */
function filled(matrix: Matrix, next: () => number): Matrix {
  for (let i = 0; i < matrix.values.length; i++) matrix.values[i] = next();
  return matrix;
}
