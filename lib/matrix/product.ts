/**
 * The product of two matrices, fast.
 *
 * @module
 */
import { requireFinite, requireShape } from "../_require_matrix.ts";
import { type Matrix, matrix } from "./matrix.ts";

/**
 * Each row of a matrix times each row of another one:
 *
 * $$(A B^T)_{ij} = \sum_k a_{ik} b_{jk}$$
 *
 * Each number is summed from the first term to the last.
 *
 * @param a The one matrix, $A$
 * @param b The other one, $B$, whose rows are as long
 * @returns The product, a row for each row of $A$, a column for each row of $B$
 * @throws {RangeError} If their rows are not of one length, or a number of the
 * product is not finite
 * @throws {TypeError} If one of the two is no matrix
 * @example
 * ```ts
 * import { matrix, product } from "adam/matrix";
 * import { assertEquals } from "@std/assert";
 *
 * const rows = matrix(3, 2, [1, 0, 0, 1, 1, 1]);
 * assertEquals([...product(matrix(1, 2, [2, 5]), rows).values], [2, 5, 7]);
 * ```
 */
export function product(a: Matrix, b: Matrix): Matrix {
  const action = "multiply matrices";
  requireShape(action, "a", a);
  requireShape(action, "b", b, { columns: { of: "a", is: a.columns } });
  const result = matrix(a.rows, b.rows);
  const [inRows, inColumns] = [a.rows - a.rows % 4, b.rows - b.rows % 2];
  for (let i = 0; i < inRows; i += 4) {
    for (let j = 0; j < inColumns; j += 2) writeBlock(result, a, b, i, j);
  }
  for (let i = 0; i < a.rows; i++) {
    for (let j = i < inRows ? inColumns : 0; j < b.rows; j++) {
      result.values[i * b.rows + j] = dot(a, b, i, j);
    }
  }
  requireFinite(action, "the product of a and b", result.values);
  return result;
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
 * product several times slower; two terms in a round make it 1.4 times as fast
 * as one, and four do not.
 */
function writeBlock(to: Matrix, a: Matrix, b: Matrix, i: number, j: number) {
  const { columns } = a;
  const x = a.values, y = b.values, z = to.values;
  let x0 = i * columns, x1 = x0 + columns, x2 = x1 + columns;
  let x3 = x2 + columns, y0 = j * columns, y1 = y0 + columns;
  let s00 = 0, s01 = 0, s10 = 0, s11 = 0, s20 = 0, s21 = 0, s30 = 0, s31 = 0;
  for (const end = x1 - columns % 2; x0 < end;) {
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
    const d0 = y[y0++]!, d1 = y[y1++]!;
    const c0 = x[x0++]!, c1 = x[x1++]!, c2 = x[x2++]!, c3 = x[x3++]!;
    s00 += c0 * d0;
    s01 += c0 * d1;
    s10 += c1 * d0;
    s11 += c1 * d1;
    s20 += c2 * d0;
    s21 += c2 * d1;
    s30 += c3 * d0;
    s31 += c3 * d1;
  }
  const z0 = i * to.columns + j, z1 = z0 + to.columns;
  const z2 = z1 + to.columns, z3 = z2 + to.columns;
  z[z0] = s00;
  z[z0 + 1] = s01;
  z[z1] = s10;
  z[z1 + 1] = s11;
  z[z2] = s20;
  z[z2 + 1] = s21;
  z[z3] = s30;
  z[z3 + 1] = s31;
  if (columns % 2 === 1) addLastTerm(to, a, b, i, j);
}

/** Adds the term to a block that two at a time leave over. */
function addLastTerm(to: Matrix, a: Matrix, b: Matrix, i: number, j: number) {
  const last = a.columns - 1;
  for (let k = 0; k < 8; k++) {
    const [row, column] = [i + (k >> 1), j + (k & 1)];
    to.values[row * to.columns + column]! += a.values[row * a.columns + last]! *
      b.values[column * b.columns + last]!;
  }
}
