/**
 * The positions of a batch, a sequence at a time.
 *
 * @module
 */
import { anyNumber, positiveInteger, sameAs } from "../_demands.ts";
import { requireNumber, requireNumbers, requireRecord } from "../_require.ts";
import { requireMatrix } from "../_require_matrix.ts";
import type { Matrix } from "../matrix/matrix.ts";
import type { SoftmaxBatch } from "../vector/softmax_output_gradient.ts";
import type { VectorPool } from "../vector/vector_pool.ts";

/** What a frozen body gives to an output matrix: a part of what `startOfTraining` returns. */
export interface FrozenBody {
  /** The hidden states, $h_t$, a row for each position, one sequence after the other. */
  readonly hidden: Matrix;
  /** The token that came at each position, $y_t$: a row of the output matrix. */
  readonly targets: ArrayLike<number>;
}

/** Throws unless a body has a target in `[0, tokens)` for each position. */
export function requireBody(
  action: string,
  body: FrozenBody,
  tokens: number,
): void {
  requireRecord(action, "body", body);
  const { hidden, targets } = body;
  requireMatrix(action, "body.hidden", hidden);
  requireNumbers(action, "body.targets", targets, anyNumber);
  const rows = sameAs("body.hidden.rows", hidden.rows);
  requireNumber(action, "body.targets.length", targets.length, rows);
  requireNumbers(action, "body.targets", targets, {
    wanted: `a whole number in [0, ${tokens}), a row of output in no group`,
    met: (token) => Number.isInteger(token) && token >= 0 && token < tokens,
  });
}

/** The sequences of a body in turn: each is a batch, in memory of a pool that the next one takes over. */
export function sequencesOf(
  action: string,
  pool: VectorPool,
  { hidden, targets }: FrozenBody,
  length: number,
): (index: number) => SoftmaxBatch {
  requireNumber(action, "sequenceLength", length, {
    wanted: `a positive integer that divides body.hidden.rows, ${hidden.rows}`,
    met: (n) => positiveInteger.met(n) && hidden.rows % n === 0,
  });
  const width = hidden.columns;
  const count = hidden.rows / length;
  const states = pool.float32(length * width);
  const tokens = Array.from(targets);
  return (index) => {
    const from = index % count * length;
    const to = from + length;
    states.set(hidden.values.subarray(from * width, to * width));
    return { width, hidden: states, targets: tokens.slice(from, to) };
  };
}
