/**
 * A product of matrices block by block, as the kernel takes them.
 *
 * @module
 */
import type { ProductKernel } from "./_product_kernel.ts";
import type { Matrix } from "./matrix.ts";

/** Writes the product of two matrices, from the first block of terms to the last. */
export function writeBlocks(
  to: Matrix,
  a: Matrix,
  b: Matrix,
  kernel: ProductKernel,
): void {
  const { most } = kernel;
  const apart = 4 * most.terms;
  const sums = { values: kernel.sums, start: 0, apart: most.columns };
  for (const [i, rows] of blocks(a.rows, most.rows)) {
    for (const [k, terms] of blocks(a.columns, most.terms)) {
      writeFours(kernel.a, apart, a, { i, rows, k, terms });
      for (const [j, columns] of blocks(b.rows, most.columns)) {
        writeFours(kernel.b, apart, b, { i: j, rows: columns, k, terms });
        const result = {
          values: to.values,
          start: i * to.columns + j,
          apart: to.columns,
        };
        if (k === 0) kernel.sums.fill(0, 0, rows * most.columns);
        else copyRows(rows, columns, result, sums);
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

/** Number by number: to make a view of a part takes longer than to copy it. */
function copyRows(count: number, length: number, from: Rows, to: Rows): void {
  const [read, written] = [from.values, to.values];
  for (let row = 0; row < count; row++) {
    const start = from.start + row * from.apart;
    const target = to.start + row * to.apart;
    for (let i = 0; i < length; i++) written[target + i] = read[start + i]!;
  }
}

/** Writes terms of each four rows side by side, and so far apart the next four; behind the last row that one again. */
function writeFours(
  to: Float64Array,
  apart: number,
  { columns, values }: Matrix,
  { i, rows, k, terms }: { i: number; rows: number; k: number; terms: number },
): void {
  for (let row = 0; row < rows; row += 4) {
    const start = (next: number) =>
      (i + Math.min(row + next, rows - 1)) * columns + k;
    let at0 = start(0), at1 = start(1), at2 = start(2), at3 = start(3);
    let at = row / 4 * apart;
    for (const end = at + 4 * terms; at < end; at += 4) {
      to[at] = values[at0++]!;
      to[at + 1] = values[at1++]!;
      to[at + 2] = values[at2++]!;
      to[at + 3] = values[at3++]!;
    }
  }
}
