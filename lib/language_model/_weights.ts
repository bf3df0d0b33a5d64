/**
 * The weights of the model, layer by layer.
 *
 * @module
 */
import type { Matrix } from "../matrix/matrix.ts";
import type { NormalizationWeights } from "./normalization.ts";

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

/** The weights of the attention. */
export interface AttentionWeights {
  /** To queries, keys and values, one above the other: 3 d outputs. */
  input: LinearWeights;
  /** From what the heads found, side by side, back to the states. */
  output: LinearWeights;
}

/** The weights of the feed-forward part. */
export interface FeedForwardWeights {
  /** From the width of the model to the inner width. */
  inner: LinearWeights;
  /** And back. */
  outer: LinearWeights;
}

/** The weights of a linear layer. */
export interface LinearWeights {
  /** A row for each output, $W$. */
  weight: Matrix;
  /** A number for each output, $b$. */
  bias: Float64Array;
}
