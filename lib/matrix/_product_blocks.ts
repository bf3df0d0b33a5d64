/**
 * A product of matrices block by block, as the kernel takes them.
 *
 * @module
 */
import type { ProductKernel } from "./_product_kernel.ts";
import type { Matrix } from "./matrix.ts";

/** Adds the product of two matrices to a third, from the first block of terms to the last. */
export function addBlocks(
  to: Matrix,
  a: Matrix,
  b: Matrix,
  kernel: ProductKernel,
): void {
  const { most } = kernel;
  const ofA = { values: kernel.a, start: 0, apart: most.terms };
  const sums = { values: kernel.sums, start: 0, apart: most.columns };
  for (const [i, rows] of blocks(a.rows, most.rows)) {
    for (const [k, terms] of blocks(a.columns, most.terms)) {
      copyRows(rows, terms, from(a, i, k), ofA);
      for (const [j, columns] of blocks(b.rows, most.columns)) {
        for (let row = 0; row < columns; row += 4) {
          writeFourRows(kernel, row, b, { first: j + row, k, terms });
        }
        const result = from(to, i, j);
        copyRows(rows, columns, result, sums);
        kernel.addProducts(rows, columns, terms);
        copyRows(rows, columns, sums, result);
      }
    }
  }
}

/** Where each block of so many begins, and how many it has: the last may have fewer. */
function* blocks(count: number, most: number): Generator<[number, number]> {
  for (let first = 0; first < count; first += most) {
    yield [first, Math.min(most, count - first)];
  }
}

/** Parts of rows: where the first begins, and how far apart they are. */
interface Rows {
  values: Float64Array;
  start: number;
  apart: number;
}

function from({ values, columns }: Matrix, row: number, column: number): Rows {
  return { values, start: row * columns + column, apart: columns };
}

function copyRows(count: number, length: number, from: Rows, to: Rows): void {
  for (let row = 0; row < count; row++) {
    const at = from.start + row * from.apart;
    const part = from.values.subarray(at, at + length);
    to.values.set(part, to.start + row * to.apart);
  }
}

/** Writes terms of four rows of `b` side by side; behind its last row that one again. */
function writeFourRows(
  { b: fours, most }: ProductKernel,
  row: number,
  { rows, columns, values }: Matrix,
  { first, k, terms }: { first: number; k: number; terms: number },
): void {
  const start = (i: number) => Math.min(first + i, rows - 1) * columns + k;
  let at0 = start(0), at1 = start(1), at2 = start(2), at3 = start(3);
  let at = row * most.terms;
  for (const end = at + 4 * terms; at < end; at += 4) {
    fours[at] = values[at0++]!;
    fours[at + 1] = values[at1++]!;
    fours[at + 2] = values[at2++]!;
    fours[at + 3] = values[at3++]!;
  }
}
