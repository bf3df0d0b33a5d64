/**
 * A matrix in one array, a row after the other.
 *
 * @module
 */
import { positiveInteger, requireNumber } from "../_require.ts";

/** A matrix: `values[i * columns + j]` is the number in row $i$, column $j$. */
export interface Matrix {
  /** How many rows it has. */
  rows: number;
  /** How many numbers a row has. */
  columns: number;
  /** All numbers, a row after the other. */
  values: Float64Array;
}

/**
 * Makes a matrix of given numbers, or of zeros.
 *
 * @param rows How many rows it has
 * @param columns How many numbers a row has
 * @param values The numbers, a row after the other; they are not copied if
 * they are in a `Float64Array`
 * @returns The matrix
 * @throws {RangeError} If a size is not a positive integer, or the number of
 * values is not their product
 * @throws {TypeError} If a size is not a number
 * @example
 * ```ts
 * import { matrix, rowOf } from "adam/language_model";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([...rowOf(matrix(2, 3, [1, 2, 3, 4, 5, 6]), 1)], [4, 5, 6]);
 * ```
 */
export function matrix(
  rows: number,
  columns: number,
  values: ArrayLike<number> = new Float64Array(rows * columns),
): Matrix {
  const action = "make a matrix";
  requireNumber(action, "rows", rows, positiveInteger);
  requireNumber(action, "columns", columns, positiveInteger);
  requireNumber(action, "the number of values", values.length, {
    wanted: `${rows} x ${columns} = ${rows * columns}`,
    met: (count) => count === rows * columns,
  });
  return {
    rows,
    columns,
    values: values instanceof Float64Array ? values : Float64Array.from(values),
  };
}

/**
 * A row of a matrix, in place: writing to it writes to the matrix.
 *
 * @param matrix The matrix
 * @param row Which row, counted from 0
 * @returns The row
 * @throws {RangeError} If the matrix has no such row
 * @example
 * ```ts
 * import { matrix, rowOf } from "adam/language_model";
 * import { assertEquals } from "@std/assert";
 *
 * const zeros = matrix(2, 2);
 * rowOf(zeros, 0).fill(1);
 * assertEquals([...zeros.values], [1, 1, 0, 0]);
 * ```
 */
export function rowOf(matrix: Matrix, row: number): Float64Array {
  const { rows, columns, values } = matrix;
  requireNumber("take a row", "row", row, {
    wanted: `a whole number in [0, ${rows})`,
    met: (value) => Number.isInteger(value) && value >= 0 && value < rows,
  });
  return values.subarray(row * columns, (row + 1) * columns);
}
