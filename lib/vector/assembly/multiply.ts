// @ts-nocheck: AssemblyScript, checked by its own compiler
/**
 * C = A · B and C += A · B for blocks that stay in the cache. A is stored by rows; B is
 * packed in panels of eight columns, so that a panel is read straight through.
 */
import { multiplyAdd } from "./arithmetic.ts";

/** What a tile of C has: as many as keep the multipliers busy and fit V8's 15 registers. */
const ROWS: i32 = 6;
export const COLUMNS: i32 = 8;

/**
 * C = A · B, or C += A · B.
 *
 * @param a rows × depth, a row every `aStride` bytes
 * @param b depth × columns, in panels
 * @param c rows × columns, a row every `cStride` bytes
 * @param edge room for one tile
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
  edge: usize,
  adds: bool,
): void {
  for (let column = 0; column < columns; column += COLUMNS) {
    const width = 4 * min(COLUMNS, columns - column);
    for (let row = 0; row < rows; row += ROWS) {
      const height = min(ROWS, rows - row);
      const tile = c + row * cStride + 4 * column;
      const from = a + row * aStride;
      if (width == 4 * COLUMNS) {
        multiplyTile(from, aStride, b, tile, cStride, height, depth, adds);
      } else {
        copyRows(edge, 4 * COLUMNS, tile, cStride, height, width);
        multiplyTile(
          from,
          aStride,
          b,
          edge,
          4 * COLUMNS,
          height,
          depth,
          adds,
        );
        copyRows(tile, cStride, edge, 4 * COLUMNS, height, width);
      }
    }
    b += 4 * COLUMNS * depth;
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

/**
 * One tile of C. With fewer than six rows the last is computed again in place
 * of the others, and stored again with the same numbers.
 */
function multiplyTile(
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
  const row5 = min(5, rows - 1);
  let a0 = a;
  let a1 = a + row1 * aStride;
  let a2 = a + row2 * aStride;
  let a3 = a + row3 * aStride;
  let a4 = a + row4 * aStride;
  let a5 = a + row5 * aStride;
  const c0 = c;
  const c1 = c + row1 * cStride;
  const c2 = c + row2 * cStride;
  const c3 = c + row3 * cStride;
  const c4 = c + row4 * cStride;
  const c5 = c + row5 * cStride;
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
  let left5 = f32x4.splat(0);
  let right5 = f32x4.splat(0);

  const end = a0 + 4 * depth;
  const endOfFours = a0 + 4 * (depth & ~3);
  while (a0 < endOfFours) {
    let left = v128.load(b);
    let right = v128.load(b, 16);
    let x = v128.load_splat<f32>(a0);
    left0 = multiplyAdd(x, left, left0);
    right0 = multiplyAdd(x, right, right0);
    x = v128.load_splat<f32>(a1);
    left1 = multiplyAdd(x, left, left1);
    right1 = multiplyAdd(x, right, right1);
    x = v128.load_splat<f32>(a2);
    left2 = multiplyAdd(x, left, left2);
    right2 = multiplyAdd(x, right, right2);
    x = v128.load_splat<f32>(a3);
    left3 = multiplyAdd(x, left, left3);
    right3 = multiplyAdd(x, right, right3);
    x = v128.load_splat<f32>(a4);
    left4 = multiplyAdd(x, left, left4);
    right4 = multiplyAdd(x, right, right4);
    x = v128.load_splat<f32>(a5);
    left5 = multiplyAdd(x, left, left5);
    right5 = multiplyAdd(x, right, right5);

    left = v128.load(b, 32);
    right = v128.load(b, 48);
    x = v128.load_splat<f32>(a0, 4);
    left0 = multiplyAdd(x, left, left0);
    right0 = multiplyAdd(x, right, right0);
    x = v128.load_splat<f32>(a1, 4);
    left1 = multiplyAdd(x, left, left1);
    right1 = multiplyAdd(x, right, right1);
    x = v128.load_splat<f32>(a2, 4);
    left2 = multiplyAdd(x, left, left2);
    right2 = multiplyAdd(x, right, right2);
    x = v128.load_splat<f32>(a3, 4);
    left3 = multiplyAdd(x, left, left3);
    right3 = multiplyAdd(x, right, right3);
    x = v128.load_splat<f32>(a4, 4);
    left4 = multiplyAdd(x, left, left4);
    right4 = multiplyAdd(x, right, right4);
    x = v128.load_splat<f32>(a5, 4);
    left5 = multiplyAdd(x, left, left5);
    right5 = multiplyAdd(x, right, right5);

    left = v128.load(b, 64);
    right = v128.load(b, 80);
    x = v128.load_splat<f32>(a0, 8);
    left0 = multiplyAdd(x, left, left0);
    right0 = multiplyAdd(x, right, right0);
    x = v128.load_splat<f32>(a1, 8);
    left1 = multiplyAdd(x, left, left1);
    right1 = multiplyAdd(x, right, right1);
    x = v128.load_splat<f32>(a2, 8);
    left2 = multiplyAdd(x, left, left2);
    right2 = multiplyAdd(x, right, right2);
    x = v128.load_splat<f32>(a3, 8);
    left3 = multiplyAdd(x, left, left3);
    right3 = multiplyAdd(x, right, right3);
    x = v128.load_splat<f32>(a4, 8);
    left4 = multiplyAdd(x, left, left4);
    right4 = multiplyAdd(x, right, right4);
    x = v128.load_splat<f32>(a5, 8);
    left5 = multiplyAdd(x, left, left5);
    right5 = multiplyAdd(x, right, right5);

    left = v128.load(b, 96);
    right = v128.load(b, 112);
    x = v128.load_splat<f32>(a0, 12);
    left0 = multiplyAdd(x, left, left0);
    right0 = multiplyAdd(x, right, right0);
    x = v128.load_splat<f32>(a1, 12);
    left1 = multiplyAdd(x, left, left1);
    right1 = multiplyAdd(x, right, right1);
    x = v128.load_splat<f32>(a2, 12);
    left2 = multiplyAdd(x, left, left2);
    right2 = multiplyAdd(x, right, right2);
    x = v128.load_splat<f32>(a3, 12);
    left3 = multiplyAdd(x, left, left3);
    right3 = multiplyAdd(x, right, right3);
    x = v128.load_splat<f32>(a4, 12);
    left4 = multiplyAdd(x, left, left4);
    right4 = multiplyAdd(x, right, right4);
    x = v128.load_splat<f32>(a5, 12);
    left5 = multiplyAdd(x, left, left5);
    right5 = multiplyAdd(x, right, right5);

    b += 128;
    a0 += 16;
    a1 += 16;
    a2 += 16;
    a3 += 16;
    a4 += 16;
    a5 += 16;
  }
  while (a0 < end) {
    const left = v128.load(b);
    const right = v128.load(b, 16);
    let x = v128.load_splat<f32>(a0);
    left0 = multiplyAdd(x, left, left0);
    right0 = multiplyAdd(x, right, right0);
    x = v128.load_splat<f32>(a1);
    left1 = multiplyAdd(x, left, left1);
    right1 = multiplyAdd(x, right, right1);
    x = v128.load_splat<f32>(a2);
    left2 = multiplyAdd(x, left, left2);
    right2 = multiplyAdd(x, right, right2);
    x = v128.load_splat<f32>(a3);
    left3 = multiplyAdd(x, left, left3);
    right3 = multiplyAdd(x, right, right3);
    x = v128.load_splat<f32>(a4);
    left4 = multiplyAdd(x, left, left4);
    right4 = multiplyAdd(x, right, right4);
    x = v128.load_splat<f32>(a5);
    left5 = multiplyAdd(x, left, left5);
    right5 = multiplyAdd(x, right, right5);
    b += 32;
    a0 += 4;
    a1 += 4;
    a2 += 4;
    a3 += 4;
    a4 += 4;
    a5 += 4;
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
    left5 = f32x4.add(v128.load(c5), left5);
    right5 = f32x4.add(v128.load(c5, 16), right5);
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
  v128.store(c5, left5);
  v128.store(c5, right5, 16);
}
