// @ts-nocheck: AssemblyScript, checked by its own compiler
/**
 * Products of matrices of any size, by `multiply` of lib/vector: one matrix by
 * rows, the other packed in panels of eight columns. Which task does what depends
 * on the sizes alone, so the bits do not depend on the number of threads.
 */
import { COLUMNS, multiply, ROOM } from "../../vector/assembly/multiply.ts";
import { LINE, packColumns, packRows, panelBytes } from "./packing.ts";
import type { MultiplyPlan, PackPlan, TransposedProductPlan } from "./plans.ts";
import { turnAll, turnedStride } from "./turning.ts";
import { roundAll, stored, storedOne } from "./vectors.ts";

/** How many columns of a gradient are packed by a task of {@linkcode transposedProduct}. */
export const GROUP: i32 = 64;

/** Packs one panel of a whole matrix: of B by rows, or of its transpose by rows. */
export function pack(panel: i32, _thread: i32, plan: PackPlan): void {
  const b = plan.b;
  const stride = plan.stride;
  const depth = plan.depth;
  const count = min(COLUMNS, plan.columns - COLUMNS * panel);
  const own = plan.to + panelBytes(depth) * panel;
  if (plan.isTransposed) {
    packRows(own, b + COLUMNS * panel * stride, stride, depth, count);
  } else {
    packColumns(own, b + LINE * panel, stride, depth, count);
  }
}

/** A block of C = A B + bias. */
export function multiplyBlock(
  task: i32,
  thread: i32,
  plan: MultiplyPlan,
): void {
  const depth = plan.depth;
  const columns = plan.columns;
  const blockRows = plan.blockRows;
  const blockColumns = plan.blockColumns;
  const bias = plan.bias;
  const isLow = plan.isLow;
  const groups = (columns + blockColumns - 1) / blockColumns;
  const row = (task / groups) * blockRows;
  const column = (task % groups) * blockColumns;
  const height = min(blockRows, plan.rows - row);
  const width = min(blockColumns, columns - column);
  const stride: usize = 4 * columns;
  const own = plan.c + row * stride + 4 * column;
  multiply(
    plan.a + row * 4 * depth,
    4 * depth,
    plan.panels + panelBytes(depth) * (column / COLUMNS),
    own,
    stride,
    height,
    depth,
    width,
    plan.scratch + thread * plan.scratchBytes,
    false,
  );
  if (bias == 0 && !isLow) return;
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
}

/**
 * Some rows of C = A^T B, from panels of eight columns of A and the transpose
 * of B: the product comes out transposed, and is transposed back as it is
 * stored.
 */
export function transposedProduct(
  task: i32,
  thread: i32,
  plan: TransposedProductPlan,
): void {
  const a = plan.a;
  const depth = plan.depth;
  const rows = plan.rows;
  const columns = plan.columns;
  const first = GROUP * task;
  const count = min(GROUP, rows - first);
  const room = plan.scratch + thread * plan.scratchBytes;
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
    plan.transposedB,
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
  const to = plan.c + 4 * first * columns;
  turnAll(to, 4 * columns, own, stride, columns, count);
  if (plan.isLow) roundAll(to, count * columns);
}

/** The bytes of scratch for a task of a product, by its depth and columns. */
export function scratchFor(depth: i32, columns: i32): i32 {
  const panels = panelBytes(depth) * (GROUP / COLUMNS);
  return <i32> (ROOM + panels + 4 * GROUP * columns + 64);
}
