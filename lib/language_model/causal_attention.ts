/**
 * The part of a layer that looks back at the positions before.
 *
 * @module
 */
import { positiveInteger, requireNumber, requireRecord } from "../_require.ts";
import { required, settingsOf } from "../_settings.ts";
import { part, product, transposed } from "./_product.ts";
import { becomeProbabilities } from "./_softmax.ts";
import { requireFinite, requireMatrix } from "./_require_matrix.ts";
import { linear, type LinearWeights } from "./linear.ts";
import { type Matrix, matrix, rowOf } from "./matrix.ts";

/** The weights of the attention. */
export interface AttentionWeights {
  /** To queries, keys and values, one above the other: 3 d outputs. */
  input: LinearWeights;
  /** From what the heads found, side by side, back to the states. */
  output: LinearWeights;
}

/** What {@linkcode causalAttention} has to know of the model. */
export interface AttentionShape {
  /** How many heads look, each at its own part of the width. */
  heads: number;
  /** How many rows make a sequence; no position sees another sequence. */
  sequenceLength: number;
}

/**
 * Each position takes a mean of the values of the positions up to itself,
 * weighted by how well their keys fit its query, in each head:
 *
 * $$(Q, K, V) = x W_{in}^T + b_{in}$$
 * $$a_{ts} = \mathrm{softmax}_{s \le t}\left(\frac{q_t \cdot k_s}{\sqrt{d / heads}}\right)$$
 * $$y_t = W_{out} \sum_{s \le t} a_{ts} v_s + b_{out}$$
 *
 * Mirrors `torch.nn.MultiheadAttention` with a causal mask.
 *
 * Vaswani et al., "Attention is all you need" (2017), section 3.2.
 *
 * @param states The normalized states, one sequence below the other
 * @param weights The two projections
 * @param shape The number of heads and the length of a sequence
 * @returns What the part adds to the states
 * @throws {RangeError} If the heads do not divide the width, the sequences not
 * the rows, the weights do not have the shapes $3 d \times d$ and $d \times d$,
 * or a number is not finite, of the result neither
 * @throws {TypeError} If something is not of the type that it must be
 * @example The first position sees only itself
 * ```ts
 * import { causalAttention, matrix } from "adam/language_model";
 * import { assertEquals } from "@std/assert";
 *
 * // Queries and keys are 0, so all that is seen counts alike; values are x.
 * const input = { weight: matrix(3, 1, [0, 0, 1]), bias: new Float64Array(3) };
 * const output = { weight: matrix(1, 1, [1]), bias: new Float64Array(1) };
 * const { values } = causalAttention(
 *   matrix(4, 1, [2, 4, 10, 20]),
 *   { input, output },
 *   { heads: 1, sequenceLength: 2 },
 * );
 * assertEquals([...values], [2, 3, 10, 15]);
 * ```
 */
export function causalAttention(
  states: Matrix,
  weights: AttentionWeights,
  shape: AttentionShape,
): Matrix {
  const { heads, sequenceLength } = settingsOf(action, defaults, shape);
  requireNumber(action, "heads", heads, positiveInteger);
  requireNumber(action, "sequenceLength", sequenceLength, positiveInteger);
  requireMatrix(action, "states", states);
  const { rows, columns: width } = states;
  const { input, output } = requireWeights(weights, width);
  requireNumber(action, "the width", width, multipleOf("heads", heads));
  requireNumber(
    action,
    "the number of rows",
    rows,
    multipleOf("sequenceLength", sequenceLength),
  );
  const size = width / heads;
  const projected = linear(states, input);
  const found = matrix(rows, width);
  for (let top = 0; top < rows; top += sequenceLength) {
    for (let left = 0; left < width; left += size) {
      const [queries, keys, values] = [0, 1, 2].map((which) =>
        part(projected, top, which * width + left, sequenceLength, size)
      );
      const shares = attentionShares(queries!, keys!);
      const seen = product(shares, transposed(values!));
      for (let i = 0; i < sequenceLength; i++) {
        rowOf(found, top + i).set(rowOf(seen, i), left);
      }
    }
  }
  return linear(found, output);
}

/** The weights $a_{ts}$ of one head in one sequence: 0 above the diagonal. */
function attentionShares(queries: Matrix, keys: Matrix): Matrix {
  const shares = product(queries, keys);
  requireFinite(action, "the fits of queries and keys", shares.values);
  const scale = Math.sqrt(queries.columns);
  for (let t = 0; t < shares.rows; t++) {
    const row = rowOf(shares, t);
    for (let s = 0; s <= t; s++) row[s]! /= scale;
    becomeProbabilities(row.subarray(0, t + 1));
    row.fill(0, t + 1);
  }
  return shares;
}

/** Of the input projection 3 d rows, of the output d; {@linkcode linear} asks for the rest. */
function requireWeights(
  weights: AttentionWeights,
  width: number,
): AttentionWeights {
  requireRecord(action, "weights", weights);
  const columns = { of: "the states", is: width };
  for (const name of ["input", "output"] as const) {
    requireRecord(action, name, weights[name]);
    const rows = name === "input"
      ? { of: "3 times the width", is: 3 * width }
      : columns;
    const { weight } = weights[name];
    requireMatrix(action, `${name}.weight`, weight, { rows, columns });
  }
  return weights;
}

const action = "attend";
const defaults: AttentionShape = { heads: required, sequenceLength: required };

function multipleOf(name: string, divisor: number) {
  return {
    wanted: `a multiple of ${name}, ${divisor}`,
    met: (value: number) => value % divisor === 0,
  };
}
