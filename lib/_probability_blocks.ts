/**
 * The softmax of many positions, some of them at a time: the probabilities of
 * all at once would fill memory.
 *
 * @module
 */
import { becomeProbabilities } from "./_probabilities.ts";
import { type Matrix, rowOf } from "./matrix/matrix.ts";
import { product } from "./matrix/product.ts";

/** Some positions that are looked at together. */
export interface ProbabilityBlock {
  /** Which position is the first of them. */
  top: number;
  /** Their hidden states, a row each, in place. */
  states: Matrix;
  /** Their probabilities $p_t$, a row each. */
  probabilities: Matrix;
  /** The cross-entropy at each of them, $-\ln p_{t y_t}$. */
  losses: Float64Array;
}

/** The probabilities of the tokens at each position, block by block. */
export function* probabilityBlocks(
  hidden: Matrix,
  output: Matrix,
  targets: ArrayLike<number>,
): Generator<ProbabilityBlock> {
  for (let top = 0; top < hidden.rows; top += blockSize) {
    const states = rowsFrom(hidden, top, blockSize);
    const probabilities = product(states, output);
    const losses = new Float64Array(states.rows);
    for (let t = 0; t < states.rows; t++) {
      const row = rowOf(probabilities, t);
      const logit = row[targets[top + t]!]!;
      const { maximum, total } = becomeProbabilities(row);
      losses[t] = Math.log(total) + (maximum - logit);
    }
    yield { top, states, probabilities, losses };
  }
}

/** Some rows of a matrix, in place; at its end, fewer. */
function rowsFrom(matrix: Matrix, top: number, most: number): Matrix {
  const { columns } = matrix;
  const rows = Math.min(most, matrix.rows - top);
  const start = top * columns;
  const values = matrix.values.subarray(start, start + rows * columns);
  return { rows, columns, values };
}

/** How many positions are looked at together. */
const blockSize = 128;
