// @ts-nocheck: AssemblyScript, checked by its own compiler
/** The products of one head in one sequence. */
import { COLUMNS, multiply, ROOM } from "../../vector/assembly/multiply.ts";
import { packColumns, packRows, panelBytes } from "./packing.ts";

/** How many rows are scored at a time, against the keys up to the last of them. */
const BLOCK: i32 = 48;

/** The bytes of a row of scores, in whole vectors. */
// @inline
export function lineOf(length: i32): usize {
  return 4 * ((length + 3) & -4);
}

/** The bytes of what is packed: keys or values by width, or by position. */
// @inline
export function packedBytes(length: i32, size: i32): usize {
  const byWidth = panelBytes(size) * ((length + COLUMNS - 1) / COLUMNS);
  const byPosition = panelBytes(length) * ((size + COLUMNS - 1) / COLUMNS);
  return max(byWidth, byPosition);
}

/** The scratch buffer of a task. */
export function attentionScratch(length: i32, size: i32): i32 {
  const squares = 3 * lineOf(length) * length;
  return <i32> (ROOM + packedBytes(length, size) + squares + lineOf(length));
}

/** Scores of rows with others: A B^T, up to the end of the diagonal block. */
export function fitAll(
  to: usize,
  a: usize,
  aStride: usize,
  b: usize,
  bStride: usize,
  length: i32,
  size: i32,
  room: usize,
): void {
  const panels = room + ROOM;
  for (let j = 0; j < length; j += COLUMNS) {
    packRows(
      panels + panelBytes(size) * (j / COLUMNS),
      b + j * bStride,
      bStride,
      size,
      min(COLUMNS, length - j),
    );
  }
  const line = lineOf(length);
  for (let row = 0; row < length; row += BLOCK) {
    const height = min(BLOCK, length - row);
    multiply(
      a + row * aStride,
      aStride,
      panels,
      to + row * line,
      line,
      height,
      size,
      row + height,
      room,
      false,
    );
  }
}

/**
 * Weighted sums of rows: A B, for a triangular A. A block of rows takes only
 * those of B that have weights.
 */
export function weighAll(
  to: usize,
  toStride: usize,
  a: usize,
  b: usize,
  bStride: usize,
  length: i32,
  size: i32,
  isUpper: bool,
  room: usize,
): void {
  const panels = room + ROOM;
  const line = lineOf(length);
  for (let row = 0; row < length; row += BLOCK) {
    const height = min(BLOCK, length - row);
    const first = isUpper ? row : 0;
    const depth = isUpper ? length - row : row + height;
    for (let j = 0; j < size; j += COLUMNS) {
      packColumns(
        panels + panelBytes(depth) * (j / COLUMNS),
        b + first * bStride + 4 * j,
        bStride,
        depth,
        min(COLUMNS, size - j),
      );
    }
    multiply(
      a + row * line + 4 * first,
      line,
      panels,
      to + row * toStride,
      toStride,
      height,
      depth,
      size,
      room,
      false,
    );
  }
}
