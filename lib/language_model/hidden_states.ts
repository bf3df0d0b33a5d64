/**
 * The forward pass of the transformer, up to its output matrix.
 *
 * @module
 */
import {
  anyNumber,
  inWords,
  positiveInteger,
  requireNumber,
  requireNumbers,
  requireRecord,
  requireType,
} from "../_require.ts";
import { required, settingsOf } from "../_settings.ts";
import { type AttentionWeights, causalAttention } from "./causal_attention.ts";
import { requireMatrix } from "./_require_matrix.ts";
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
 * @throws {TypeError} If something is not of the type that it must be, or a
 * member of `architecture` is unknown
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
  architecture: Architecture,
): Matrix {
  const { heads, normalization } = settingsOf(action, defaults, architecture);
  requireNumber(action, "heads", heads, positiveInteger);
  requireType(action, "normalization", normalization, "function");
  requireRecord(action, "weights", weights);
  requireArray("sequences", sequences);
  requireArray("layers", weights.layers);
  const states = embedded(sequences, weights);
  const shape = { heads, sequenceLength: sequences[0]!.length };
  const size = {
    rows: { of: "the states", is: states.rows },
    columns: { of: "the states", is: states.columns },
  };
  const normalized = (learned: NormalizationWeights) => {
    const result = normalization(states, learned);
    requireMatrix(action, "what normalization gives", result, size);
    return result;
  };
  for (const layer of weights.layers) {
    requireRecord(action, "a layer of layers", layer);
    const seen = normalized(layer.attentionNormalization);
    add(states, causalAttention(seen, layer.attention, shape));
    const own = normalized(layer.feedForwardNormalization);
    add(states, feedForward(own, layer.feedForward));
  }
  return normalized(weights.normalization);
}

/** The sum of the rows of token and position. */
function embedded(
  sequences: readonly ArrayLike<number>[],
  { tokens, positions }: TransformerWeights,
): Matrix {
  requireMatrix(action, "tokens", tokens);
  const columns = { of: "tokens", is: tokens.columns };
  requireMatrix(action, "positions", positions, { columns });
  const length = sequences[0]?.length ?? 0;
  requireNumber(action, "the length of a sequence", length, {
    wanted: `in [1, ${positions.rows}], the number of positions`,
    met: (value) => value >= 1 && value <= positions.rows,
  });
  const states = matrix(sequences.length * length, tokens.columns);
  for (const [s, sequence] of sequences.entries()) {
    requireNumbers(action, `sequences[${s}]`, sequence, anyNumber);
    requireNumber(action, `the length of sequence ${s}`, sequence.length, {
      wanted: `that of sequence 0, ${length}`,
      met: (value) => value === length,
    });
    for (let t = 0; t < length; t++) {
      requireNumber(action, `sequences[${s}][${t}] as a row`, sequence[t]!, {
        wanted: `a whole number in [0, ${tokens.rows})`,
        met: (row) => Number.isInteger(row) && row >= 0 && row < tokens.rows,
      });
      const position = rowOf(positions, t);
      rowOf(states, s * length + t).set(
        rowOf(tokens, sequence[t]!).map((value, j) => value + position[j]!),
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

function requireArray(name: string, value: unknown): void {
  if (Array.isArray(value)) return;
  throw new TypeError(
    `Cannot ${action} as ${name} must be an array: current value is ${
      inWords(value)
    }`,
  );
}

const action = "work out the hidden states";
const defaults: Required<Architecture> = {
  heads: required,
  normalization: layerNorm,
};
