/**
 * The rows of a matrix in a file: all in their order, or one by one.
 *
 * @module
 */
import { storedRow } from "adam/low_precision";
import type { TokenMatrix } from "./checkpoint.ts";

/** How many bytes are read at once. */
const blockBytes = 4 * 2 ** 20;

/** A row: its bytes and its numbers, until the next one is read. */
export interface Row {
  index: number;
  bytes: Uint8Array;
  numbers: Float32Array;
}

/**
 * All rows of a matrix, read in blocks.
 *
 * @param matrix The matrix
 * @returns The rows; all share their memory
 */
export function* allRows(matrix: TokenMatrix): Generator<Row> {
  const { file, format, rows, columns, rowBytes, at } = matrix;
  const perBlock = Math.min(rows, Math.ceil(blockBytes / rowBytes));
  const block = new Uint8Array(perBlock * rowBytes);
  const numbers = new Float32Array(columns);
  for (let first = 0; first < rows; first += perBlock) {
    const count = Math.min(perBlock, rows - first);
    file.readInto(
      at + first * rowBytes,
      block.subarray(0, count * rowBytes),
    );
    for (let i = 0; i < count; i++) {
      const bytes = block.subarray(i * rowBytes, (i + 1) * rowBytes);
      storedRow(format, bytes, numbers);
      yield { index: first + i, bytes, numbers };
    }
  }
}

/**
 * One row of a matrix.
 *
 * @param matrix The matrix
 * @param index Which row
 * @returns The row
 */
export function rowAt(matrix: TokenMatrix, index: number): Row {
  const { file, format, rowBytes, at } = matrix;
  const begin = index * rowBytes;
  const bytes = matrix.bytes?.subarray(begin, begin + rowBytes) ??
    file.read(at + begin, rowBytes);
  return { index, bytes, numbers: storedRow(format, bytes) };
}

/** How far two rows are apart, or a row and a point. */
export function distance(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
): number {
  let sum = 0;
  for (let j = 0; j < a.length; j++) sum += (a[j]! - b[j]!) ** 2;
  return Math.sqrt(sum);
}
