// @ts-nocheck: AssemblyScript, checked by its own compiler
/**
 * C = A · B and C += A · B for blocks that stay in the cache. A is stored by rows, and
 * packed here as it is needed; B comes packed, in panels of eight columns.
 */
import { multiplyAdd } from "./arithmetic.ts";

/**
 * The size of a tile of C: as many sums as fit V8's 15 registers together with
 * their factors.
 */
const ROWS: i32 = 6;
export const COLUMNS: i32 = 8;

/** The depth is taken in steps of four, up to so many numbers at once. */
const STEP: i32 = 4;
const DEPTH: i32 = 256;

/** The bytes of a row of a panel, and of six numbers of A, two of them twice. */
const LINE: usize = 4 * COLUMNS;

/** The scratch buffer of a product: packed rows of A; their padded end; a tile of C. */
const TAIL: usize = LINE * DEPTH;
const OWN: usize = TAIL + 4 * ROWS * STEP;
export const ROOM: usize = OWN + LINE * ROWS;

/** A depth rounded up to whole steps, as panels have it, padded with 0. */
// @inline
export function wholeSteps(depth: i32): i32 {
  return (depth + STEP - 1) & -STEP;
}

/**
 * C = A · B, or C += A · B.
 *
 * @param a rows × depth, a row every `aStride` bytes
 * @param b depth × columns, in panels of eight columns, each in whole steps
 * @param c rows × columns, a row every `cStride` bytes
 * @param room {@linkcode ROOM} bytes
 * @param adds whether to add to C
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
  const panelBytes = LINE * wholeSteps(depth);
  for (let done = 0; done < depth; done += DEPTH) {
    const part = min(DEPTH, depth - done);
    for (let row = 0; row < rows; row += ROWS) {
      const height = min(ROWS, rows - row);
      packRows(room, a + row * aStride + 4 * done, aStride, height, part);
      let panel = b + LINE * done;
      for (let column = 0; column < columns; column += COLUMNS) {
        const tile = c + row * cStride + 4 * column;
        const width = min(COLUMNS, columns - column);
        const isWhole = height == ROWS && width == COLUMNS;
        const own = room + OWN;
        if (!isWhole) copyRows(own, LINE, tile, cStride, height, 4 * width);
        multiplyTile(
          room,
          panel,
          isWhole ? tile : own,
          isWhole ? cStride : LINE,
          part,
          adds || done > 0,
        );
        if (!isWhole) copyRows(tile, cStride, own, LINE, height, 4 * width);
        panel += panelBytes;
      }
    }
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

/** Packs six rows of A: whole steps first, and then the rest, padded with zeros. */
function packRows(
  to: usize,
  a: usize,
  aStride: usize,
  rows: i32,
  depth: i32,
): void {
  const rest = depth % STEP;
  const done = depth - rest;
  packSteps(to, a, aStride, rows, done);
  if (rest > 0) {
    const tail = to + TAIL;
    memory.fill(tail, 0, 4 * ROWS * STEP);
    copyRows(tail, 4 * STEP, a + 4 * done, aStride, rows, 4 * rest);
    packSteps(to + LINE * done, tail, 4 * STEP, rows, STEP);
  }
}

/**
 * Packs six rows of A, position by position: the numbers of four rows once,
 * those of the other two twice. The last row stands in for missing ones.
 */
function packSteps(
  to: usize,
  a: usize,
  aStride: usize,
  rows: i32,
  depth: i32,
): void {
  const a1 = a + min(1, rows - 1) * aStride;
  const a2 = a + min(2, rows - 1) * aStride;
  const a3 = a + min(3, rows - 1) * aStride;
  const a4 = a + min(4, rows - 1) * aStride;
  const a5 = a + min(5, rows - 1) * aStride;
  for (let at: usize = 0; at < 4 * depth; at += 4 * STEP) {
    const row0 = v128.load(a + at);
    const row1 = v128.load(a1 + at);
    const row2 = v128.load(a2 + at);
    const row3 = v128.load(a3 + at);
    const row4 = v128.load(a4 + at);
    const row5 = v128.load(a5 + at);
    const low01 = v128.shuffle<f32>(row0, row1, 0, 4, 1, 5);
    const low23 = v128.shuffle<f32>(row2, row3, 0, 4, 1, 5);
    const low45 = v128.shuffle<f32>(row4, row5, 0, 4, 1, 5);
    const high01 = v128.shuffle<f32>(row0, row1, 2, 6, 3, 7);
    const high23 = v128.shuffle<f32>(row2, row3, 2, 6, 3, 7);
    const high45 = v128.shuffle<f32>(row4, row5, 2, 6, 3, 7);
    v128.store(to, v128.shuffle<f32>(low01, low23, 0, 1, 4, 5));
    v128.store(to, v128.shuffle<f32>(low45, low45, 0, 1, 0, 1), 16);
    v128.store(to, v128.shuffle<f32>(low01, low23, 2, 3, 6, 7), 32);
    v128.store(to, v128.shuffle<f32>(low45, low45, 2, 3, 2, 3), 48);
    v128.store(to, v128.shuffle<f32>(high01, high23, 0, 1, 4, 5), 64);
    v128.store(to, v128.shuffle<f32>(high45, high45, 0, 1, 0, 1), 80);
    v128.store(to, v128.shuffle<f32>(high01, high23, 2, 3, 6, 7), 96);
    v128.store(to, v128.shuffle<f32>(high45, high45, 2, 3, 2, 3), 112);
    to += LINE * STEP;
  }
}

/**
 * One tile of C. The numbers of four rows are in one vector x, which is
 * rotated, so that each meets all of B's without a load of its own. The sums
 * then belong to diagonals:
 *
 *     x = (a0, a1, a2, a3)   four0: c00 c11 c22 c33
 *     x = (a1, a2, a3, a0)   four1: c10 c21 c32 c03   and so on
 *
 * The other two rows take turns: x = (a4, a5, a4, a5), and (a5, a4, a5, a4).
 *
 * @param a six rows, packed
 * @param b a panel
 */
function multiplyTile(
  a: usize,
  b: usize,
  c: usize,
  cStride: usize,
  depth: i32,
  adds: bool,
): void {
  let four0Left = f32x4.splat(0);
  let four0Right = f32x4.splat(0);
  let four1Left = f32x4.splat(0);
  let four1Right = f32x4.splat(0);
  let four2Left = f32x4.splat(0);
  let four2Right = f32x4.splat(0);
  let four3Left = f32x4.splat(0);
  let four3Right = f32x4.splat(0);
  let two0Left = f32x4.splat(0);
  let two0Right = f32x4.splat(0);
  let two1Left = f32x4.splat(0);
  let two1Right = f32x4.splat(0);

  // V8 checks each address against the end of memory less its offset. It computes
  // these limits once, not in every round, if they occur before the loop.
  v128.load(b);
  v128.load(b, 16);
  v128.load(b, 32);
  v128.load(b, 48);
  v128.load(b, 64);
  v128.load(b, 80);
  v128.load(b, 96);
  v128.load(b, 112);

  const end = b + LINE * wholeSteps(depth);
  while (b < end) {
    let left = v128.load(b);
    let right = v128.load(b, 16);
    let x = v128.load(a);
    four0Left = multiplyAdd(x, left, four0Left);
    four0Right = multiplyAdd(x, right, four0Right);
    x = turned(x);
    four1Left = multiplyAdd(x, left, four1Left);
    four1Right = multiplyAdd(x, right, four1Right);
    x = turned(x);
    four2Left = multiplyAdd(x, left, four2Left);
    four2Right = multiplyAdd(x, right, four2Right);
    x = turned(x);
    four3Left = multiplyAdd(x, left, four3Left);
    four3Right = multiplyAdd(x, right, four3Right);
    x = v128.load(a, 16);
    two0Left = multiplyAdd(x, left, two0Left);
    two0Right = multiplyAdd(x, right, two0Right);
    x = swapped(x);
    two1Left = multiplyAdd(x, left, two1Left);
    two1Right = multiplyAdd(x, right, two1Right);

    left = v128.load(b, 32);
    right = v128.load(b, 48);
    x = v128.load(a, 32);
    four0Left = multiplyAdd(x, left, four0Left);
    four0Right = multiplyAdd(x, right, four0Right);
    x = turned(x);
    four1Left = multiplyAdd(x, left, four1Left);
    four1Right = multiplyAdd(x, right, four1Right);
    x = turned(x);
    four2Left = multiplyAdd(x, left, four2Left);
    four2Right = multiplyAdd(x, right, four2Right);
    x = turned(x);
    four3Left = multiplyAdd(x, left, four3Left);
    four3Right = multiplyAdd(x, right, four3Right);
    x = v128.load(a, 48);
    two0Left = multiplyAdd(x, left, two0Left);
    two0Right = multiplyAdd(x, right, two0Right);
    x = swapped(x);
    two1Left = multiplyAdd(x, left, two1Left);
    two1Right = multiplyAdd(x, right, two1Right);

    left = v128.load(b, 64);
    right = v128.load(b, 80);
    x = v128.load(a, 64);
    four0Left = multiplyAdd(x, left, four0Left);
    four0Right = multiplyAdd(x, right, four0Right);
    x = turned(x);
    four1Left = multiplyAdd(x, left, four1Left);
    four1Right = multiplyAdd(x, right, four1Right);
    x = turned(x);
    four2Left = multiplyAdd(x, left, four2Left);
    four2Right = multiplyAdd(x, right, four2Right);
    x = turned(x);
    four3Left = multiplyAdd(x, left, four3Left);
    four3Right = multiplyAdd(x, right, four3Right);
    x = v128.load(a, 80);
    two0Left = multiplyAdd(x, left, two0Left);
    two0Right = multiplyAdd(x, right, two0Right);
    x = swapped(x);
    two1Left = multiplyAdd(x, left, two1Left);
    two1Right = multiplyAdd(x, right, two1Right);

    left = v128.load(b, 96);
    right = v128.load(b, 112);
    x = v128.load(a, 96);
    four0Left = multiplyAdd(x, left, four0Left);
    four0Right = multiplyAdd(x, right, four0Right);
    x = turned(x);
    four1Left = multiplyAdd(x, left, four1Left);
    four1Right = multiplyAdd(x, right, four1Right);
    x = turned(x);
    four2Left = multiplyAdd(x, left, four2Left);
    four2Right = multiplyAdd(x, right, four2Right);
    x = turned(x);
    four3Left = multiplyAdd(x, left, four3Left);
    four3Right = multiplyAdd(x, right, four3Right);
    x = v128.load(a, 112);
    two0Left = multiplyAdd(x, left, two0Left);
    two0Right = multiplyAdd(x, right, two0Right);
    x = swapped(x);
    two1Left = multiplyAdd(x, left, two1Left);
    two1Right = multiplyAdd(x, right, two1Right);

    a += 128;
    b += 128;
  }

  storeFour(c, cStride, four0Left, four1Left, four2Left, four3Left, adds);
  storeTwo(c + 4 * cStride, cStride, two0Left, two1Left, adds);
  c += 16;
  storeFour(c, cStride, four0Right, four1Right, four2Right, four3Right, adds);
  storeTwo(c + 4 * cStride, cStride, two0Right, two1Right, adds);
}

/** (x, y, z, w) to (y, z, w, x). */
// @inline
function turned(x: v128): v128 {
  return v128.shuffle<f32>(x, x, 1, 2, 3, 0);
}

/** (x, y, x, y) to (y, x, y, x). */
// @inline
function swapped(x: v128): v128 {
  return v128.shuffle<f32>(x, x, 1, 0, 3, 2);
}

/** Stores four diagonals of sums as rows. */
function storeFour(
  c: usize,
  cStride: usize,
  sums0: v128,
  sums1: v128,
  sums2: v128,
  sums3: v128,
  adds: bool,
): void {
  const from03 = v128.shuffle<f32>(sums0, sums3, 0, 5, 2, 7);
  const from10 = v128.shuffle<f32>(sums1, sums0, 0, 5, 2, 7);
  const from21 = v128.shuffle<f32>(sums2, sums1, 0, 5, 2, 7);
  const from32 = v128.shuffle<f32>(sums3, sums2, 0, 5, 2, 7);
  put(c, v128.shuffle<f32>(from03, from21, 0, 1, 6, 7), adds);
  c += cStride;
  put(c, v128.shuffle<f32>(from10, from32, 0, 1, 6, 7), adds);
  c += cStride;
  put(c, v128.shuffle<f32>(from21, from03, 0, 1, 6, 7), adds);
  c += cStride;
  put(c, v128.shuffle<f32>(from32, from10, 0, 1, 6, 7), adds);
}

/** The sums of two rows that took turns. */
function storeTwo(
  c: usize,
  cStride: usize,
  sums0: v128,
  sums1: v128,
  adds: bool,
): void {
  put(c, v128.shuffle<f32>(sums0, sums1, 0, 5, 2, 7), adds);
  put(c + cStride, v128.shuffle<f32>(sums1, sums0, 0, 5, 2, 7), adds);
}

// @inline
function put(c: usize, sums: v128, adds: bool): void {
  v128.store(c, adds ? f32x4.add(v128.load(c), sums) : sums);
}
