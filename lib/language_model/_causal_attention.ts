/**
 * The part of a layer that looks back at the positions before.
 *
 * @module
 */
import { becomeProbabilities } from "../_probabilities.ts";
import { type Matrix, matrix, rowOf } from "../matrix/matrix.ts";
import { product } from "../matrix/product.ts";
import { transposed } from "../matrix/transposed.ts";
import { linear, linearBackward } from "./_linear.ts";
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
  shape: AttentionShape,
): Matrix {
  return linear(found(linear(states, input), shape), output);
}

/**
 * From the gradient of what {@linkcode causalAttention} gave, $\partial y$,
 * those of what it was given. In each head, with $f_t = \sum_s a_{ts} v_s$ and
 * its gradient $\partial f = W_{out}^T \partial y$,
 *
 * $$\partial v_s = \sum_{t \ge s} a_{ts} \partial f_t, \quad
 * \partial a_{ts} = \partial f_t \cdot v_s$$
 * $$\partial z_{ts} = a_{ts} \left(\partial a_{ts} -
 * \sum_{r \le t} a_{tr} \partial a_{tr}\right)$$
 * $$\partial q_t = \sum_{s \le t} \frac{\partial z_{ts} k_s}{\sqrt{d / heads}}, \quad
 * \partial k_s = \sum_{t \ge s} \frac{\partial z_{ts} q_t}{\sqrt{d / heads}}$$
 */
export function causalAttentionBackward(
  states: Matrix,
  { input, output }: AttentionWeights,
  gradient: Matrix,
  shape: AttentionShape,
): { states: Matrix; weights: AttentionWeights } {
  const projected = linear(states, input);
  const seen = found(projected, shape);
  const ofOutput = linearBackward(seen, output, gradient);
  const ofProjected = foundBackward(projected, ofOutput.states, shape);
  const ofInput = linearBackward(states, input, ofProjected);
  return {
    states: ofInput.states,
    weights: { input: ofInput.weights, output: ofOutput.weights },
  };
}

/** $\sum_s a_{ts} v_s$, all heads side by side. */
function found(projected: Matrix, shape: AttentionShape): Matrix {
  const result = matrix(projected.rows, projected.columns / 3);
  for (const head of headsOf(projected, shape)) {
    const [queries, keys, values] = head.map((place) => part(projected, place));
    const probabilities = attentionProbabilities(queries!, keys!);
    put(result, head[0]!, product(probabilities, transposed(values!)));
  }
  return result;
}

/** The gradient of queries, keys and values, from that of what the heads found. */
function foundBackward(
  projected: Matrix,
  gradient: Matrix,
  shape: AttentionShape,
): Matrix {
  const result = matrix(projected.rows, projected.columns);
  for (const head of headsOf(projected, shape)) {
    const parts = head.map((place) => part(projected, place));
    const [queries, keys, values] = parts as [Matrix, Matrix, Matrix];
    const ofFound = part(gradient, head[0]!);
    const probabilities = attentionProbabilities(queries, keys);
    const ofFits = product(ofFound, values);
    const scale = Math.sqrt(queries.columns);
    for (let t = 0; t < ofFits.rows; t++) {
      const [a, row] = [rowOf(probabilities, t), rowOf(ofFits, t)];
      const mean = row.reduce((sum, value, s) => sum + a[s]! * value, 0);
      row.forEach((value, s) => row[s] = a[s]! * (value - mean) / scale);
    }
    const across = (a: Matrix, b: Matrix) =>
      product(transposed(a), transposed(b));
    put(result, head[0]!, product(ofFits, transposed(keys)));
    put(result, head[1]!, across(ofFits, queries));
    put(result, head[2]!, across(probabilities, ofFound));
  }
  return result;
}

/** A part of a matrix: its upper left corner, and its size. */
interface Place {
  top: number;
  left: number;
  rows: number;
  columns: number;
}

/** Where each head of each sequence has its queries, keys and values. */
function* headsOf(
  projected: Matrix,
  { heads, sequenceLength }: AttentionShape,
): Generator<Place[]> {
  const width = projected.columns / 3;
  const size = { rows: sequenceLength, columns: width / heads };
  for (let top = 0; top < projected.rows; top += sequenceLength) {
    for (let left = 0; left < width; left += size.columns) {
      yield [0, 1, 2].map((which) => ({
        ...size,
        top,
        left: which * width + left,
      }));
    }
  }
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

/** A copy of a part of a matrix. */
function part(from: Matrix, { top, left, rows, columns }: Place): Matrix {
  const result = matrix(rows, columns);
  for (let i = 0; i < rows; i++) {
    const row = rowOf(from, top + i).subarray(left, left + columns);
    result.values.set(row, i * columns);
  }
  return result;
}

/** Writes a matrix to its place in a larger one. */
function put(into: Matrix, { top, left }: Place, values: Matrix): void {
  for (let i = 0; i < values.rows; i++) {
    rowOf(into, top + i).set(rowOf(values, i), left);
  }
}
