// @ts-nocheck: AssemblyScript, checked by its own compiler
/** The transpose of a matrix. */
import type { TransposePlan } from "./plans.ts";

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

/**
 * The bytes of a row of a transposed matrix, with one cache line of padding:
 * rows of 2^10 numbers would otherwise all begin in the same few sets of the
 * cache.
 */
// @inline
export function turnedStride(rows: i32): usize {
  return 4 * ((rows + 15) & -16) + 64;
}

/** Transposes some rows of a matrix. */
export function transpose(task: i32, _thread: i32, plan: TransposePlan): void {
  const rows = plan.rows;
  const columns = plan.columns;
  const blockRows = plan.blockRows;
  const row = task * blockRows;
  turnAll(
    plan.to + 4 * row,
    turnedStride(rows),
    plan.from + 4 * row * columns,
    4 * columns,
    min(blockRows, rows - row),
    columns,
  );
}
