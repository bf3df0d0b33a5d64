/**
 * The embeddings of tokens and positions, in binary32.
 *
 * @module
 */
import type { Tensor } from "./_operations.ts";

/** $x_t = e_{token} + p_{position}$ */
export function embed(
  to: Tensor,
  tokens: Tensor,
  positions: Tensor,
  inputs: ArrayLike<number>,
): void {
  const { columns } = to;
  for (let t = 0; t < to.rows; t++) {
    const [token, position] = [inputs[t]!, t % positions.rows];
    for (let j = 0; j < columns; j++) {
      to.values[t * columns + j] = tokens.values[token * columns + j]! +
        positions.values[position * columns + j]!;
    }
  }
}

/** Adds the rows of a gradient to those of the tokens, and rounds each time, as PyTorch does; also sums them for each position. */
export function embedBackward(
  { tokens, positions }: { tokens: Tensor; positions: Tensor },
  { rows, columns, values }: Tensor,
  inputs: ArrayLike<number>,
  round: (values: Float32Array) => void,
): void {
  tokens.values.fill(0);
  const sums = new Float64Array(positions.values.length);
  for (let t = 0; t < rows; t++) {
    const start = inputs[t]! * columns;
    const row = tokens.values.subarray(start, start + columns);
    const position = (t % positions.rows) * columns;
    for (let j = 0; j < columns; j++) {
      row[j]! += values[t * columns + j]!;
      sums[position + j]! += values[t * columns + j]!;
    }
    round(row);
  }
  positions.values.set(sums);
  round(positions.values);
}
