// @ts-nocheck: AssemblyScript, checked by its own compiler
/**
 * Products of matrices of any size, by `multiply` of lib/vector: one matrix by
 * rows, the other packed in panels of eight columns. Which task does what depends
 * on the sizes alone, so the bits do not depend on the number of threads.
 */
import { COLUMNS, multiply, ROOM } from "../../vector/assembly/multiply.ts";
import { LINE, packColumns, packRows, panelBytes } from "./packing.ts";
import { turnAll, turnedStride } from "./turning.ts";
import { roundAll, stored, storedOne } from "./vectors.ts";

/** How many columns of a gradient are packed by a task of {@linkcode transposedProduct}. */
export const GROUP: i32 = 64;

/** Packs one panel of a whole matrix: of B by rows, or of its transpose by rows. */
export function pack(
  panel: i32,
  _thread: i32,
  to: usize,
  b: usize,
  stride: usize,
  depth: i32,
  columns: i32,
  isTransposed: i32,
): i32 {
  const count = min(COLUMNS, columns - COLUMNS * panel);
  const own = to + panelBytes(depth) * panel;
  if (isTransposed) {
    packRows(own, b + COLUMNS * panel * stride, stride, depth, count);
  } else {
    packColumns(own, b + LINE * panel, stride, depth, count);
  }
  return 1;
}

/** A block of C = A B + bias. */
export function multiplyBlock(
  task: i32,
  thread: i32,
  a: usize,
  panels: usize,
  c: usize,
  rows: i32,
  depth: i32,
  columns: i32,
  blockRows: i32,
  blockColumns: i32,
  bias: usize,
  isLow: i32,
  scratch: usize,
  scratchBytes: usize,
): i32 {
  const groups = (columns + blockColumns - 1) / blockColumns;
  const row = (task / groups) * blockRows;
  const column = (task % groups) * blockColumns;
  const height = min(blockRows, rows - row);
  const width = min(blockColumns, columns - column);
  const stride: usize = 4 * columns;
  const own = c + row * stride + 4 * column;
  multiply(
    a + row * 4 * depth,
    4 * depth,
    panels + panelBytes(depth) * (column / COLUMNS),
    own,
    stride,
    height,
    depth,
    width,
    scratch + thread * scratchBytes,
    false,
  );
  if (bias == 0 && !isLow) return 1;
  for (let i = 0; i < height; i++) {
    const line = own + i * stride;
    let j = 0;
    for (; j + 4 <= width; j += 4) {
      let sum = v128.load(line + 4 * j);
      if (bias) sum = f32x4.add(sum, v128.load(bias + 4 * (column + j)));
      v128.store(line + 4 * j, stored(sum, isLow));
    }
    for (; j < width; j++) {
      let sum = load<f32>(line + 4 * j);
      if (bias) sum += load<f32>(bias + 4 * (column + j));
      store<f32>(line + 4 * j, storedOne(sum, isLow));
    }
  }
  return 1;
}

/**
 * Some rows of C = A^T B: eight columns of A to a panel, times B, of which the
 * transpose is given; the transposed product is turned as it is stored.
 */
export function transposedProduct(
  task: i32,
  thread: i32,
  a: usize,
  transposedB: usize,
  c: usize,
  depth: i32,
  rows: i32,
  columns: i32,
  isLow: i32,
  scratch: usize,
  scratchBytes: usize,
): i32 {
  const first = GROUP * task;
  const count = min(GROUP, rows - first);
  const room = scratch + thread * scratchBytes;
  const panels = room + ROOM;
  const bytes = panelBytes(depth);
  const stride: usize = 4 * GROUP;
  const own = panels + bytes * (GROUP / COLUMNS);
  for (let j = 0; j < count; j += COLUMNS) {
    packColumns(
      panels + bytes * (j / COLUMNS),
      a + 4 * (first + j),
      4 * rows,
      depth,
      min(COLUMNS, count - j),
    );
  }
  multiply(
    transposedB,
    turnedStride(depth),
    panels,
    own,
    stride,
    columns,
    depth,
    count,
    room,
    false,
  );
  const to = c + 4 * first * columns;
  turnAll(to, 4 * columns, own, stride, columns, count);
  if (isLow) roundAll(to, count * columns);
  return 1;
}

/** What a task of a product needs for itself, with so much depth and so many columns. */
export function scratchFor(depth: i32, columns: i32): i32 {
  const panels = panelBytes(depth) * (GROUP / COLUMNS);
  return <i32> (ROOM + panels + 4 * GROUP * columns + 64);
}
