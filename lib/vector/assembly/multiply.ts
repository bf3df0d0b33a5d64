// @ts-nocheck: AssemblyScript, checked by its own compiler
/**
 * C = A · B and C += A · B for blocks that stay in the cache. A is stored by rows; B is
 * packed in panels of eight columns, so that a panel is read straight through.
 */
import { multiplyAdd } from "./arithmetic.ts";

/** What a tile of C has: as many as keep the multipliers busy and fit V8's 15 registers. */
const ROWS: i32 = 5;
export const COLUMNS: i32 = 8;

/** The depth of a product is taken in steps of four. */
const STEP: i32 = 4;

/** What a product needs for itself: a tile of C, and the end of its rows of A. */
export const ROOM: usize = 4 * ROWS * (COLUMNS + STEP);

/** A depth in whole steps, as that of a panel is: what it lacks is 0. */
// @inline
export function wholeSteps(depth: i32): i32 {
  return (depth + STEP - 1) & -STEP;
}

/**
 * Where in its panel a number of B is, in bytes. Two rows (b, d) stand side by
 * side, so that two numbers of a row of A are read at a time: (x, y, x, y) is
 * multiplied by the first eight, (y, x, y, x) by the others.
 *
 *     b0 d1 b2 d3   b4 d5 b6 d7   d0 b1 d2 b3   d4 b5 d6 b7
 */
// @inline
export function placeInPanel(row: i32, column: i32): usize {
  const half = (row ^ column) & 1;
  return 4 * ((row >> 1) * 2 * COLUMNS + half * COLUMNS + column);
}

/**
 * C = A · B, or C += A · B.
 *
 * @param a rows × depth, a row every `aStride` bytes
 * @param b depth × columns, in panels: see {@linkcode placeInPanel}
 * @param c rows × columns, a row every `cStride` bytes
 * @param room {@linkcode ROOM} bytes
 * @param adds whether to what is in C already
 */
export function multiply(
  a: usize,
  aStride: usize,
  b: usize,
  c: usize,
  cStride: usize,
  rows: i32,
  depth: i32,
  columns: i32,
  room: usize,
  adds: bool,
): void {
  for (let column = 0; column < columns; column += COLUMNS) {
    const width = 4 * min(COLUMNS, columns - column);
    for (let row = 0; row < rows; row += ROWS) {
      const height = min(ROWS, rows - row);
      const tile = c + row * cStride + 4 * column;
      const isWhole = width == 4 * COLUMNS;
      if (!isWhole) copyRows(room, 4 * COLUMNS, tile, cStride, height, width);
      multiplyTile(
        a + row * aStride,
        aStride,
        b,
        isWhole ? tile : room,
        isWhole ? cStride : 4 * COLUMNS,
        height,
        depth,
        room,
        adds,
      );
      if (!isWhole) copyRows(tile, cStride, room, 4 * COLUMNS, height, width);
    }
    b += 4 * COLUMNS * wholeSteps(depth);
  }
}

function copyRows(
  to: usize,
  toStride: usize,
  from: usize,
  fromStride: usize,
  rows: i32,
  bytes: usize,
): void {
  for (let row = 0; row < rows; row++) {
    memory.copy(to + row * toStride, from + row * fromStride, bytes);
  }
}

/** One tile of C: whole steps first, and then what is left, made a step by zeros. */
function multiplyTile(
  a: usize,
  aStride: usize,
  b: usize,
  c: usize,
  cStride: usize,
  rows: i32,
  depth: i32,
  room: usize,
  adds: bool,
): void {
  const rest = depth % STEP;
  const done = depth - rest;
  if (done > 0) multiplySteps(a, aStride, b, c, cStride, rows, done, adds);
  if (rest > 0) {
    const end = room + 4 * ROWS * COLUMNS;
    memory.fill(end, 0, 4 * ROWS * STEP);
    copyRows(end, 4 * STEP, a + 4 * done, aStride, rows, 4 * rest);
    b += 4 * COLUMNS * done;
    multiplySteps(end, 4 * STEP, b, c, cStride, rows, STEP, adds || done > 0);
  }
}

/**
 * One tile of C, of a depth in whole steps. With fewer than five rows the last is
 * computed again in place of the others, and stored again with the same numbers.
 */
function multiplySteps(
  a: usize,
  aStride: usize,
  b: usize,
  c: usize,
  cStride: usize,
  rows: i32,
  depth: i32,
  adds: bool,
): void {
  const row1 = min(1, rows - 1);
  const row2 = min(2, rows - 1);
  const row3 = min(3, rows - 1);
  const row4 = min(4, rows - 1);
  let a0 = a;
  let a1 = a + row1 * aStride;
  let a2 = a + row2 * aStride;
  let a3 = a + row3 * aStride;
  let a4 = a + row4 * aStride;
  const c0 = c;
  const c1 = c + row1 * cStride;
  const c2 = c + row2 * cStride;
  const c3 = c + row3 * cStride;
  const c4 = c + row4 * cStride;
  let left0 = f32x4.splat(0);
  let right0 = f32x4.splat(0);
  let left1 = f32x4.splat(0);
  let right1 = f32x4.splat(0);
  let left2 = f32x4.splat(0);
  let right2 = f32x4.splat(0);
  let left3 = f32x4.splat(0);
  let right3 = f32x4.splat(0);
  let left4 = f32x4.splat(0);
  let right4 = f32x4.splat(0);

  const end = a0 + 4 * depth;
  while (a0 < end) {
    let left = v128.load(b);
    let right = v128.load(b, 16);
    let otherLeft = v128.load(b, 32);
    let otherRight = v128.load(b, 48);
    let x = v128.load64_splat(a0);
    left0 = multiplyAdd(x, left, left0);
    right0 = multiplyAdd(x, right, right0);
    x = swapped(x);
    left0 = multiplyAdd(x, otherLeft, left0);
    right0 = multiplyAdd(x, otherRight, right0);
    x = v128.load64_splat(a1);
    left1 = multiplyAdd(x, left, left1);
    right1 = multiplyAdd(x, right, right1);
    x = swapped(x);
    left1 = multiplyAdd(x, otherLeft, left1);
    right1 = multiplyAdd(x, otherRight, right1);
    x = v128.load64_splat(a2);
    left2 = multiplyAdd(x, left, left2);
    right2 = multiplyAdd(x, right, right2);
    x = swapped(x);
    left2 = multiplyAdd(x, otherLeft, left2);
    right2 = multiplyAdd(x, otherRight, right2);
    x = v128.load64_splat(a3);
    left3 = multiplyAdd(x, left, left3);
    right3 = multiplyAdd(x, right, right3);
    x = swapped(x);
    left3 = multiplyAdd(x, otherLeft, left3);
    right3 = multiplyAdd(x, otherRight, right3);
    x = v128.load64_splat(a4);
    left4 = multiplyAdd(x, left, left4);
    right4 = multiplyAdd(x, right, right4);
    x = swapped(x);
    left4 = multiplyAdd(x, otherLeft, left4);
    right4 = multiplyAdd(x, otherRight, right4);

    left = v128.load(b, 64);
    right = v128.load(b, 80);
    otherLeft = v128.load(b, 96);
    otherRight = v128.load(b, 112);
    x = v128.load64_splat(a0, 8);
    left0 = multiplyAdd(x, left, left0);
    right0 = multiplyAdd(x, right, right0);
    x = swapped(x);
    left0 = multiplyAdd(x, otherLeft, left0);
    right0 = multiplyAdd(x, otherRight, right0);
    x = v128.load64_splat(a1, 8);
    left1 = multiplyAdd(x, left, left1);
    right1 = multiplyAdd(x, right, right1);
    x = swapped(x);
    left1 = multiplyAdd(x, otherLeft, left1);
    right1 = multiplyAdd(x, otherRight, right1);
    x = v128.load64_splat(a2, 8);
    left2 = multiplyAdd(x, left, left2);
    right2 = multiplyAdd(x, right, right2);
    x = swapped(x);
    left2 = multiplyAdd(x, otherLeft, left2);
    right2 = multiplyAdd(x, otherRight, right2);
    x = v128.load64_splat(a3, 8);
    left3 = multiplyAdd(x, left, left3);
    right3 = multiplyAdd(x, right, right3);
    x = swapped(x);
    left3 = multiplyAdd(x, otherLeft, left3);
    right3 = multiplyAdd(x, otherRight, right3);
    x = v128.load64_splat(a4, 8);
    left4 = multiplyAdd(x, left, left4);
    right4 = multiplyAdd(x, right, right4);
    x = swapped(x);
    left4 = multiplyAdd(x, otherLeft, left4);
    right4 = multiplyAdd(x, otherRight, right4);

    b += 128;
    a0 += 16;
    a1 += 16;
    a2 += 16;
    a3 += 16;
    a4 += 16;
  }

  if (adds) {
    left0 = f32x4.add(v128.load(c0), left0);
    right0 = f32x4.add(v128.load(c0, 16), right0);
    left1 = f32x4.add(v128.load(c1), left1);
    right1 = f32x4.add(v128.load(c1, 16), right1);
    left2 = f32x4.add(v128.load(c2), left2);
    right2 = f32x4.add(v128.load(c2, 16), right2);
    left3 = f32x4.add(v128.load(c3), left3);
    right3 = f32x4.add(v128.load(c3, 16), right3);
    left4 = f32x4.add(v128.load(c4), left4);
    right4 = f32x4.add(v128.load(c4, 16), right4);
  }
  v128.store(c0, left0);
  v128.store(c0, right0, 16);
  v128.store(c1, left1);
  v128.store(c1, right1, 16);
  v128.store(c2, left2);
  v128.store(c2, right2, 16);
  v128.store(c3, left3);
  v128.store(c3, right3, 16);
  v128.store(c4, left4);
  v128.store(c4, right4, 16);
}

/** (x, y, x, y) to (y, x, y, x). */
// @inline
function swapped(x: v128): v128 {
  return v128.shuffle<f32>(x, x, 1, 0, 3, 2);
}
