// @ts-nocheck: AssemblyScript, checked by its own compiler
/**
 * The sums of products of a block of rows of A and a block of rows of B, two of
 * them in a register. Each is taken from the first term to the last, and each
 * product is rounded before it is added: the bits are those of a plain loop.
 */

/** How many rows of A, rows of B and terms of a sum a block holds at most. */
export const ROWS: i32 = 256;
export const COLUMNS: i32 = 64;
export const TERMS: i32 = 256;

/** The block of A: the terms of each four of its rows side by side, 4 TERMS from those of the next four. */
export const a: usize = 0;
/** The block of B, likewise. */
export const b: usize = a + 8 * ROWS * TERMS;
/** What is summed up: COLUMNS numbers for each row of A. */
export const sums: usize = b + 8 * COLUMNS * TERMS;

/** The bytes of a row, of A or B and of the sums. */
const ROW: usize = 8 * TERMS;
const SUMS: usize = 8 * COLUMNS;

/** Adds to the sums of so many rows and columns so many terms. Up to three more of either are computed of what lies there. */
export function addProducts(rows: i32, columns: i32, terms: i32): void {
  for (let j = 0; j < columns; j += 4) {
    for (let i = 0; i < rows; i += 4) {
      addTile(a + i * ROW, b + j * ROW, sums + i * SUMS + 8 * j, 32 * terms);
    }
  }
}

/** Four rows of A times four of B: six loads serve sixteen products. */
// @inline
function addTile(x: usize, y: usize, to: usize, bytes: usize): void {
  let s00 = v128.load(to, 0 * SUMS), s02 = v128.load(to, 0 * SUMS + 16);
  let s10 = v128.load(to, 1 * SUMS), s12 = v128.load(to, 1 * SUMS + 16);
  let s20 = v128.load(to, 2 * SUMS), s22 = v128.load(to, 2 * SUMS + 16);
  let s30 = v128.load(to, 3 * SUMS), s32 = v128.load(to, 3 * SUMS + 16);
  for (const end = x + bytes; x < end; x += 32, y += 32) {
    const y0 = v128.load(y), y2 = v128.load(y, 16);
    const x0 = v128.load64_splat(x, 0);
    s00 = f64x2.add(s00, f64x2.mul(x0, y0));
    s02 = f64x2.add(s02, f64x2.mul(x0, y2));
    const x1 = v128.load64_splat(x, 8);
    s10 = f64x2.add(s10, f64x2.mul(x1, y0));
    s12 = f64x2.add(s12, f64x2.mul(x1, y2));
    const x2 = v128.load64_splat(x, 16);
    s20 = f64x2.add(s20, f64x2.mul(x2, y0));
    s22 = f64x2.add(s22, f64x2.mul(x2, y2));
    const x3 = v128.load64_splat(x, 24);
    s30 = f64x2.add(s30, f64x2.mul(x3, y0));
    s32 = f64x2.add(s32, f64x2.mul(x3, y2));
  }
  v128.store(to, s00, 0 * SUMS);
  v128.store(to, s02, 0 * SUMS + 16);
  v128.store(to, s10, 1 * SUMS);
  v128.store(to, s12, 1 * SUMS + 16);
  v128.store(to, s20, 2 * SUMS);
  v128.store(to, s22, 2 * SUMS + 16);
  v128.store(to, s30, 3 * SUMS);
  v128.store(to, s32, 3 * SUMS + 16);
}
