/**
 * The forward pass of the transformer, up to its output matrix.
 *
 * @module
 */
import { requireMatrix } from "../_require_matrix.ts";
import { type Matrix, matrix, rowOf } from "../matrix/matrix.ts";
import { causalAttention } from "./_causal_attention.ts";
import { feedForward } from "./_feed_forward.ts";
import type { TransformerWeights } from "./_weights.ts";
import type { Normalization, NormalizationWeights } from "./normalization.ts";

/** How {@linkcode hiddenStates} applies the weights. */
export interface Architecture {
  /** How many heads the attention has. */
  heads: number;
  /** The function that normalizes. */
  normalization: Normalization;
}

/**
 * The hidden states that the output matrix is applied to, of a decoder-only
 * transformer that normalizes before each part of a layer, a row for each token
 * of the sequences, which are all of one length:
 *
 * ```text
 * x = e[token] + p[position]
 * for each layer:
 *   x <- x + attention(norm(x))
 *   x <- x + feedForward(norm(x))
 * h = norm(x)
 * ```
 *
 * Mirrors `torch.nn.TransformerEncoderLayer` with `norm_first=True`,
 * `activation="gelu"` and a causal mask.
 *
 * Xiong et al., "On layer normalization in the transformer architecture"
 * (2020).
 */
export function hiddenStates(
  sequences: readonly number[][],
  weights: TransformerWeights,
  architecture: Architecture,
): Matrix {
  return forwardPass(sequences, weights, architecture).hidden;
}

/** What {@linkcode forwardPass} has computed. */
export interface ForwardPass {
  /** The states that each part of a layer was given, before its normalization, and at last those behind the last layer. */
  states: Matrix[];
  /** The hidden states that the output matrix is applied to. */
  hidden: Matrix;
}

/** {@linkcode hiddenStates}, with all states on the way. */
export function forwardPass(
  sequences: readonly number[][],
  weights: TransformerWeights,
  { heads, normalization }: Architecture,
): ForwardPass {
  const embeddings = embedded(sequences, weights);
  const states = [embeddings];
  const shape = { heads, sequenceLength: sequences[0]!.length };
  const size = {
    rows: { of: "the states", is: embeddings.rows },
    columns: { of: "the states", is: embeddings.columns },
  };
  const normalized = (learned: NormalizationWeights) => {
    const result = normalization(states.at(-1)!, learned);
    const action = "work out the hidden states";
    requireMatrix(action, "what normalization gives", result, size);
    return result;
  };
  for (const layer of weights.layers) {
    const seen = normalized(layer.attentionNormalization);
    const found = causalAttention(seen, layer.attention, shape);
    states.push(sum(states.at(-1)!, found));
    const own = normalized(layer.feedForwardNormalization);
    states.push(sum(states.at(-1)!, feedForward(own, layer.feedForward)));
  }
  return { states, hidden: normalized(weights.normalization) };
}

/** The sum of the rows of token and position. */
function embedded(
  sequences: readonly number[][],
  { tokens, positions }: TransformerWeights,
): Matrix {
  const length = sequences[0]!.length;
  const states = matrix(sequences.length * length, tokens.columns);
  for (const [s, sequence] of sequences.entries()) {
    for (const [t, token] of sequence.entries()) {
      const position = rowOf(positions, t);
      rowOf(states, s * length + t).set(
        rowOf(tokens, token).map((value, j) => value + position[j]!),
      );
    }
  }
  return states;
}

/** The sum of two matrices. */
export function sum(a: Matrix, b: Matrix): Matrix {
  return { ...a, values: a.values.map((value, i) => value + b.values[i]!) };
}
