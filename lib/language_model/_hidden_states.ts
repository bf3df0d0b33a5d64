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
  { heads, normalization }: Architecture,
): Matrix {
  const states = embedded(sequences, weights);
  const shape = { heads, sequenceLength: sequences[0]!.length };
  const size = {
    rows: { of: "the states", is: states.rows },
    columns: { of: "the states", is: states.columns },
  };
  const normalized = (learned: NormalizationWeights) => {
    const result = normalization(states, learned);
    const action = "work out the hidden states";
    requireMatrix(action, "what normalization gives", result, size);
    return result;
  };
  for (const layer of weights.layers) {
    const seen = normalized(layer.attentionNormalization);
    add(states, causalAttention(seen, layer.attention, shape));
    const own = normalized(layer.feedForwardNormalization);
    add(states, feedForward(own, layer.feedForward));
  }
  return normalized(weights.normalization);
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

function add(states: Matrix, change: Matrix): void {
  for (let i = 0; i < states.values.length; i++) {
    states.values[i]! += change.values[i]!;
  }
}
