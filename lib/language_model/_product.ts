/**
 * The products of matrices that the model is made of, fast. Each number is
 * summed from the first term to the last, so blocks change no bit.
 *
 * @module
 */
import { type Matrix, matrix } from "./matrix.ts";

/** $A B^T$: each row of `a` times each row of `b`. */
export function product(a: Matrix, b: Matrix): Matrix {
  const result = matrix(a.rows, b.rows);
  addProduct(result, a, b);
  return result;
}

/** Adds $A B^T$ to `sum`. */
export function addProduct(sum: Matrix, a: Matrix, b: Matrix): void {
  const [inRows, inColumns] = [a.rows - a.rows % 4, b.rows - b.rows % 2];
  for (let i = 0; i < inRows; i += 4) {
    for (let j = 0; j < inColumns; j += 2) addBlock(sum, a, b, i, j);
  }
  for (let i = 0; i < a.rows; i++) {
    for (let j = i < inRows ? inColumns : 0; j < b.rows; j++) {
      sum.values[i * sum.columns + j]! += dot(a, b, i, j);
    }
  }
}

/** Row `i` of `a` times row `j` of `b`. */
function dot(a: Matrix, b: Matrix, i: number, j: number): number {
  const { columns } = a;
  let total = 0;
  for (let k = 0; k < columns; k++) {
    total += a.values[i * columns + k]! * b.values[j * columns + k]!;
  }
  return total;
}

/**
 * Four rows of `a` times two of `b`. Six loads serve eight products, and eight
 * sums of their own keep the processor from waiting for the last one. Plain
 * statements: an array here, even one that is taken apart at once, makes the
 * product several times slower.
 */
function addBlock(sum: Matrix, a: Matrix, b: Matrix, i: number, j: number) {
  const { columns } = a;
  const x = a.values, y = b.values, z = sum.values;
  let x0 = i * columns, x1 = x0 + columns, x2 = x1 + columns;
  let x3 = x2 + columns, y0 = j * columns, y1 = y0 + columns;
  let s00 = 0, s01 = 0, s10 = 0, s11 = 0, s20 = 0, s21 = 0, s30 = 0, s31 = 0;
  for (const end = x1; x0 < end;) {
    const b0 = y[y0++]!, b1 = y[y1++]!;
    const a0 = x[x0++]!, a1 = x[x1++]!, a2 = x[x2++]!, a3 = x[x3++]!;
    s00 += a0 * b0;
    s01 += a0 * b1;
    s10 += a1 * b0;
    s11 += a1 * b1;
    s20 += a2 * b0;
    s21 += a2 * b1;
    s30 += a3 * b0;
    s31 += a3 * b1;
  }
  const z0 = i * sum.columns + j, z1 = z0 + sum.columns;
  const z2 = z1 + sum.columns, z3 = z2 + sum.columns;
  z[z0]! += s00;
  z[z0 + 1]! += s01;
  z[z1]! += s10;
  z[z1 + 1]! += s11;
  z[z2]! += s20;
  z[z2 + 1]! += s21;
  z[z3]! += s30;
  z[z3 + 1]! += s31;
}

/** The rows and columns of a matrix in each other's place. */
export function transposed({ rows, columns, values }: Matrix): Matrix {
  const result = matrix(columns, rows);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      result.values[j * rows + i] = values[i * columns + j]!;
    }
  }
  return result;
}

/** A copy of a part of a matrix: its upper left corner, and its size. */
export function part(
  from: Matrix,
  top: number,
  left: number,
  rows: number,
  columns: number,
): Matrix {
  const result = matrix(rows, columns);
  for (let i = 0; i < rows; i++) {
    const start = (top + i) * from.columns + left;
    const row = from.values.subarray(start, start + columns);
    result.values.set(row, i * columns);
  }
  return result;
}
