/**
 * The forward pass of the transformer, up to its output matrix.
 *
 * @module
 */
import { requireNumber } from "../_require.ts";
import { type AttentionWeights, causalAttention } from "./causal_attention.ts";
import { feedForward, type FeedForwardWeights } from "./feed_forward.ts";
import { type Matrix, matrix, rowOf } from "./matrix.ts";
import {
  layerNorm,
  type Normalization,
  type NormalizationWeights,
} from "./normalization.ts";

/** The weights of one layer. */
export interface LayerWeights {
  /** The normalization before the attention. */
  attentionNormalization: NormalizationWeights;
  /** The attention. */
  attention: AttentionWeights;
  /** The normalization before the feed-forward part. */
  feedForwardNormalization: NormalizationWeights;
  /** The feed-forward part. */
  feedForward: FeedForwardWeights;
}

/** The weights of a decoder-only transformer. */
export interface TransformerWeights {
  /** A row for each token of the vocabulary, $e_i$. */
  tokens: Matrix;
  /** A row for each position in a sequence, $p_t$. */
  positions: Matrix;
  /** The layers, the first one first; there may be none. */
  layers: LayerWeights[];
  /** The normalization behind the last layer. */
  normalization: NormalizationWeights;
  /** A row for each token, $w_i$: the very matrix `tokens`, if the two are tied. */
  output: Matrix;
}

/** How {@linkcode hiddenStates} applies the weights. */
export interface Architecture {
  /** How many heads the attention has. */
  heads: number;
  /** The function that normalizes. Default {@linkcode layerNorm}. */
  normalization?: Normalization;
}

/**
 * The hidden states that the output matrix is applied to, of a decoder-only
 * transformer that normalizes before each part of a layer:
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
 *
 * @param sequences The tokens of each sequence, all of one length
 * @param weights The weights
 * @param architecture The number of heads and the normalization
 * @returns A row for each token, one sequence below the other
 * @throws {RangeError} If there is no sequence, the sequences are empty, of
 * different lengths or longer than there are positions, a token has no row, or
 * the widths do not fit
 * @example Without layers: the sum of two rows, normalized
 * ```ts
 * import { hiddenStates, matrix } from "adam/language_model";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const tokens = matrix(2, 2, [10, 20, 30, 40]);
 * const { values } = hiddenStates([[1]], {
 *   tokens,
 *   positions: matrix(1, 2, [1, 2]),
 *   layers: [],
 *   normalization: { gain: Float64Array.of(1, 1) },
 *   output: tokens,
 * }, { heads: 1 });
 * assertAlmostEquals(values[0]!, -1, 1e-6); // of 31, 42
 * assertAlmostEquals(values[1]!, 1, 1e-6);
 * ```
 */
export function hiddenStates(
  sequences: readonly ArrayLike<number>[],
  weights: TransformerWeights,
  { heads, normalization = layerNorm }: Architecture,
): Matrix {
  const states = embedded(sequences, weights);
  const shape = { heads, sequenceLength: sequences[0]!.length };
  for (const layer of weights.layers) {
    const seen = normalization(states, layer.attentionNormalization);
    add(states, causalAttention(seen, layer.attention, shape));
    const own = normalization(states, layer.feedForwardNormalization);
    add(states, feedForward(own, layer.feedForward));
  }
  return normalization(states, weights.normalization);
}

/** The sum of the rows of token and position. */
function embedded(
  sequences: readonly ArrayLike<number>[],
  { tokens, positions }: TransformerWeights,
): Matrix {
  const length = sequences[0]?.length ?? 0;
  requireNumber(action, "the length of a sequence", length, {
    wanted: `in [1, ${positions.rows}], the number of positions`,
    met: (value) => value >= 1 && value <= positions.rows,
  });
  const states = matrix(sequences.length * length, tokens.columns);
  sequences.forEach((sequence, s) => {
    requireNumber(action, `the length of sequence ${s}`, sequence.length, {
      wanted: `that of sequence 0, ${length}`,
      met: (value) => value === length,
    });
    for (let t = 0; t < length; t++) {
      const position = rowOf(positions, t);
      rowOf(states, s * length + t).set(
        rowOf(tokens, sequence[t]!).map((value, j) => value + position[j]!),
      );
    }
  });
  return states;
}

function add(states: Matrix, change: Matrix): void {
  for (let i = 0; i < states.values.length; i++) {
    states.values[i]! += change.values[i]!;
  }
}

const action = "work out the hidden states";
