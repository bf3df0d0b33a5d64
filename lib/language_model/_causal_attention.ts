/**
 * The part of a layer that looks back at the positions before.
 *
 * @module
 */
import { becomeProbabilities } from "../_probabilities.ts";
import { type Matrix, matrix, rowOf } from "../matrix/matrix.ts";
import { product } from "../matrix/product.ts";
import { transposed } from "../matrix/transposed.ts";
import { linear } from "./_linear.ts";
import type { AttentionWeights } from "./_weights.ts";

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
 */
export function causalAttention(
  states: Matrix,
  { input, output }: AttentionWeights,
  { heads, sequenceLength }: AttentionShape,
): Matrix {
  const { rows, columns: width } = states;
  const size = width / heads;
  const projected = linear(states, input);
  const found = matrix(rows, width);
  for (let top = 0; top < rows; top += sequenceLength) {
    for (let left = 0; left < width; left += size) {
      const [queries, keys, values] = [0, 1, 2].map((which) =>
        part(projected, top, which * width + left, sequenceLength, size)
      );
      const probabilities = attentionProbabilities(queries!, keys!);
      const seen = product(probabilities, transposed(values!));
      for (let i = 0; i < sequenceLength; i++) {
        rowOf(found, top + i).set(rowOf(seen, i), left);
      }
    }
  }
  return linear(found, output);
}

/** The weights $a_{ts}$ of one head in one sequence: 0 above the diagonal. */
function attentionProbabilities(queries: Matrix, keys: Matrix): Matrix {
  const fits = product(queries, keys);
  const scale = Math.sqrt(queries.columns);
  for (let t = 0; t < fits.rows; t++) {
    const row = rowOf(fits, t);
    for (let s = 0; s <= t; s++) row[s]! /= scale;
    becomeProbabilities(row.subarray(0, t + 1));
    row.fill(0, t + 1);
  }
  return fits;
}

/** A copy of a part of a matrix: its upper left corner, and its size. */
function part(
  from: Matrix,
  top: number,
  left: number,
  rows: number,
  columns: number,
): Matrix {
  const result = matrix(rows, columns);
  for (let i = 0; i < rows; i++) {
    const row = rowOf(from, top + i).subarray(left, left + columns);
    result.values.set(row, i * columns);
  }
  return result;
}
