/**
 * The little that Adafactor needs of matrices.
 *
 * @module
 */
import { finite } from "../_demands.ts";
import { inWords, requireNumber, requireNumbers } from "../_require.ts";
import type { Kind } from "./_kind.ts";

/** A matrix: its rows, all of one length. */
export type Matrix = readonly (readonly number[])[];

/** Throws unless `matrix` has rows of finite numbers, all of one length, and the shape wanted. */
function requireMatrix(
  action: string,
  name: string,
  matrix: Matrix,
  like: Matrix = matrix,
): void {
  const isMatrix = Array.isArray(matrix) &&
    Array.from(matrix as Matrix).every((row) => Array.isArray(row));
  if (!isMatrix) {
    throw new TypeError(
      `Cannot ${action} as ${name} must be a matrix, an array of rows; pass [vector] for a vector: current value is ${
        inWords(matrix)
      }`,
    );
  }
  const columns = like[0]?.length ?? 0;
  if (
    columns === 0 || matrix.length !== like.length ||
    matrix.some((row) => row.length !== columns)
  ) {
    throw new RangeError(
      `Cannot ${action} as ${name} must have ${
        matrix === like
          ? "rows of one length"
          : `the shape ${like.length} x ${columns}`
      }: current lengths of its rows are [${
        matrix.map((row) => row.length).join(", ")
      }]`,
    );
  }
  for (const [i, row] of matrix.entries()) {
    requireNumbers(action, `${name}[${i}]`, row, finite);
  }
}

/** A matrix of weights, of which rows and columns are remembered. */
export const matrices: Kind<Matrix, readonly number[]> = {
  zero: (like) => mapped(like, () => 0),
  sum: (a, b) => mapped(a, (value, i, j) => value + b[i]![j]!),
  requireWeight: requireMatrix,
  requireMemory(action, name, memory, like, demand) {
    requireNumbers(action, name, memory, demand);
    requireNumber(action, `${name}.length`, memory.length, {
      wanted: `${like.length}, as that of the gradient`,
      met: (value) => value === like.length,
    });
  },
};

/** A matrix of the same shape, each number from that number and its place. */
export function mapped(
  matrix: Matrix,
  change: (value: number, i: number, j: number) => number,
): number[][] {
  return matrix.map((row, i) => row.map((value, j) => change(value, i, j)));
}

/** The columns of a matrix as rows. */
export function transposed(matrix: Matrix): number[][] {
  return matrix[0]!.map((_, j) => matrix.map((row) => row[j]!));
}

/** The mean of some numbers. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The root of the mean of the squares of a matrix. */
export function rootMeanSquare(matrix: Matrix): number {
  return Math.sqrt(mean(matrix.flat().map((value) => value * value)));
}
