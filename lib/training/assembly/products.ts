// @ts-nocheck: AssemblyScript, checked by its own compiler
/**
 * Products of matrices of any size, by `multiply` of lib/vector: one matrix by
 * rows, the other packed in panels of eight columns. Which task does what depends
 * on the sizes alone, so the bits do not depend on the number of threads.
 */
import {
  COLUMNS,
  multiply,
  ROOM,
  wholeSteps,
} from "../../vector/assembly/multiply.ts";
import { stored, storedOne } from "./vectors.ts";

/** The bytes of a row of a panel. */
const LINE: usize = 4 * COLUMNS;

/** How many columns of a gradient are packed by a task of {@linkcode transposedProduct}. */
export const GROUP: i32 = 64;

/** The bytes that a panel of some depth takes. */
// @inline
export function panelBytes(depth: i32): usize {
  return LINE * wholeSteps(depth);
}

/** Packs eight columns of B, which is stored by rows: from `b` on, a row every `stride` bytes. */
export function packColumns(
  to: usize,
  b: usize,
  stride: usize,
  depth: i32,
  count: i32,
): void {
  const end = to + panelBytes(depth);
  if (count == COLUMNS) {
    for (let k = 0; k < depth; k++) {
      v128.store(to, v128.load(b));
      v128.store(to, v128.load(b, 16), 16);
      to += LINE;
      b += stride;
    }
  } else {
    for (let k = 0; k < depth; k++) {
      memory.copy(to, b, 4 * count);
      memory.fill(to + 4 * count, 0, LINE - 4 * count);
      to += LINE;
      b += stride;
    }
  }
  memory.fill(to, 0, end - to);
}

/** Packs eight columns of B from the rows of its transpose. */
export function packRows(
  to: usize,
  b: usize,
  stride: usize,
  depth: i32,
  count: i32,
): void {
  let k = 0;
  if (count == COLUMNS) {
    for (; k + 4 <= depth; k += 4) {
      turn(to + LINE * k, LINE, b + 4 * k, stride);
      turn(to + LINE * k + 16, LINE, b + 4 * stride + 4 * k, stride);
    }
  }
  const whole = wholeSteps(depth);
  for (; k < whole; k++) {
    for (let j = 0; j < COLUMNS; j++) {
      const isThere = k < depth && j < count;
      const value = isThere ? load<f32>(b + j * stride + 4 * k) : 0;
      store<f32>(to + LINE * k + 4 * j, value);
    }
  }
}

/** Transposes four rows of four numbers. */
// @inline
export function turn(
  to: usize,
  toStride: usize,
  from: usize,
  stride: usize,
): void {
  const row0 = v128.load(from);
  const row1 = v128.load(from + stride);
  const row2 = v128.load(from + 2 * stride);
  const row3 = v128.load(from + 3 * stride);
  const low01 = v128.shuffle<f32>(row0, row1, 0, 4, 1, 5);
  const low23 = v128.shuffle<f32>(row2, row3, 0, 4, 1, 5);
  const high01 = v128.shuffle<f32>(row0, row1, 2, 6, 3, 7);
  const high23 = v128.shuffle<f32>(row2, row3, 2, 6, 3, 7);
  v128.store(to, v128.shuffle<f32>(low01, low23, 0, 1, 4, 5));
  v128.store(to + toStride, v128.shuffle<f32>(low01, low23, 2, 3, 6, 7));
  v128.store(to + 2 * toStride, v128.shuffle<f32>(high01, high23, 0, 1, 4, 5));
  v128.store(to + 3 * toStride, v128.shuffle<f32>(high01, high23, 2, 3, 6, 7));
}

/** Transposes a matrix of any size. */
export function turnAll(
  to: usize,
  toStride: usize,
  from: usize,
  stride: usize,
  rows: i32,
  columns: i32,
): void {
  let i = 0;
  for (; i + 4 <= rows; i += 4) {
    let j = 0;
    for (; j + 4 <= columns; j += 4) {
      turn(
        to + j * toStride + 4 * i,
        toStride,
        from + i * stride + 4 * j,
        stride,
      );
    }
    for (; j < columns; j++) {
      for (let k = i; k < i + 4; k++) {
        const value = load<f32>(from + k * stride + 4 * j);
        store<f32>(to + j * toStride + 4 * k, value);
      }
    }
  }
  for (; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      store<f32>(
        to + j * toStride + 4 * i,
        load<f32>(from + i * stride + 4 * j),
      );
    }
  }
}

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
 * The bytes of a row of a transposed matrix. Rows of 2^10 numbers would all begin
 * in the same few lines of the cache: so there is one line between them.
 */
// @inline
export function turnedStride(rows: i32): usize {
  return 4 * ((rows + 15) & -16) + 64;
}

/** Transposes some rows of a matrix. */
export function transpose(
  task: i32,
  _thread: i32,
  to: usize,
  from: usize,
  rows: i32,
  columns: i32,
  blockRows: i32,
): i32 {
  const row = task * blockRows;
  turnAll(
    to + 4 * row,
    turnedStride(rows),
    from + 4 * row * columns,
    4 * columns,
    min(blockRows, rows - row),
    columns,
  );
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

/** Rounds numbers to bfloat16. */
export function roundAll(values: usize, count: i32): void {
  let i = 0;
  for (; i + 4 <= count; i += 4) {
    v128.store(values + 4 * i, stored(v128.load(values + 4 * i), 1));
  }
  for (; i < count; i++) {
    store<f32>(values + 4 * i, storedOne(load<f32>(values + 4 * i), 1));
  }
}

/** What a task of a product needs for itself, with so much depth and so many columns. */
export function scratchFor(depth: i32, columns: i32): i32 {
  const panels = panelBytes(depth) * (GROUP / COLUMNS);
  return <i32> (ROOM + panels + 4 * GROUP * columns + 64);
}
