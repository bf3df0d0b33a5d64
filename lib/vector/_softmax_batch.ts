/**
 * A batch for an output matrix, and its checks.
 *
 * @module
 */
import { positiveInteger } from "../_demands.ts";
import { requireNumber, requireNumbers } from "../_require.ts";
import type { VectorEngine } from "./_kernels.ts";
import { requireArray } from "./_pool.ts";

/** The positions at which an output matrix predicts the next token. */
export interface SoftmaxBatch {
  /** The hidden states $H$: a row of `width` numbers for each position, from `pool.float32`. */
  hidden: Float32Array;
  /** The token that came at each position, $y$: a row of the matrix. */
  targets: ArrayLike<number>;
  /** The width of the hidden states and of the matrix, $d$. */
  width: number;
}

/** The arguments of `softmaxOutputGradient`. */
export interface SoftmaxOutput extends SoftmaxBatch {
  /** The output matrix $W$: a row of `width` numbers for each token, from `pool.float32`. */
  weights: Float32Array;
  /** Where the gradient is written: a row for each token, or for each of `tokens`; from `pool.float32`. */
  into: Float32Array;
  /** The tokens whose rows are computed, in any order. Default: all. */
  tokens?: ArrayLike<number>;
}

/** Throws unless a batch fits its matrix. Returns the number of rows of the matrix. */
export function requireBatch(
  action: string,
  weights: Float32Array,
  { hidden, targets, width }: SoftmaxBatch,
  engine: VectorEngine | undefined,
): number {
  requireNumber(action, "width", width, positiveInteger);
  requireArray(action, "weights", weights, { like: "float32", engine });
  const vocabulary = weights.length / width;
  if (!Number.isInteger(vocabulary)) {
    throw new RangeError(
      `Cannot ${action} as weights must have whole rows of width ${width}: current length is ${weights.length}`,
    );
  }
  requireTokens(action, "targets", targets, vocabulary);
  const length = targets.length * width;
  requireArray(action, "hidden", hidden, { like: "float32", length, engine });
  return vocabulary;
}

/** Throws unless all tokens are rows of the matrix. */
export function requireTokens(
  action: string,
  name: string,
  tokens: ArrayLike<number>,
  vocabulary: number,
): void {
  requireNumbers(action, name, tokens, {
    wanted: `a whole number in [0, ${vocabulary})`,
    met: (token) => Number.isInteger(token) && token >= 0 && token < vocabulary,
  });
}
