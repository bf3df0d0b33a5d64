/**
 * A matrix in one array, a row after the other.
 *
 * @module
 */
import { anyNumber, positiveInteger, storable } from "../_demands.ts";
import { requireNumber, requireNumbers } from "../_require.ts";
import { type Matrix, requireShape } from "../_require_matrix.ts";

export type { Matrix };

/**
 * Makes a matrix of given numbers, or of zeros.
 *
 * @param rows How many rows it has
 * @param columns How many numbers a row has
 * @param values The numbers, a row after the other; they are not copied if
 * they are in a `Float64Array`
 * @returns The matrix
 * @throws {RangeError} If a size is not a positive integer, their product is
 * above $2^{31}$, or it is not the number of values
 * @throws {TypeError} If a size is not a number, or `values` is no array of them
 * @example
 * ```ts
 * import { matrix, rowOf } from "adam/matrix";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([...rowOf(matrix(2, 3, [1, 2, 3, 4, 5, 6]), 1)], [4, 5, 6]);
 * ```
 */
export function matrix(
  rows: number,
  columns: number,
  values?: ArrayLike<number>,
): Matrix {
  const action = "make a matrix";
  requireNumber(action, "rows", rows, positiveInteger);
  requireNumber(action, "columns", columns, positiveInteger);
  const count = rows * columns;
  requireNumber(action, "rows x columns", count, storable);
  if (values === undefined) {
    return { rows, columns, values: new Float64Array(count) };
  }
  if (!(values instanceof Float64Array)) {
    requireNumbers(action, "values", values, anyNumber);
  }
  requireNumber(action, "the number of values", values.length, {
    wanted: `${rows} x ${columns} = ${count}`,
    met: (length) => length === count,
  });
  return {
    rows,
    columns,
    values: values instanceof Float64Array ? values : new Float64Array(values),
  };
}

/**
 * A row of a matrix, in place: writing to it writes to the matrix.
 *
 * @param matrix The matrix
 * @param row Which row, counted from 0
 * @returns The row
 * @throws {RangeError} If the matrix has no such row
 * @throws {TypeError} If `matrix` is no matrix, or `row` no number
 * @example
 * ```ts
 * import { matrix, rowOf } from "adam/matrix";
 * import { assertEquals } from "@std/assert";
 *
 * const zeros = matrix(2, 2);
 * rowOf(zeros, 0).fill(1);
 * assertEquals([...zeros.values], [1, 1, 0, 0]);
 * ```
 */
export function rowOf(matrix: Matrix, row: number): Float64Array {
  requireShape("take a row", "matrix", matrix);
  const { rows, columns, values } = matrix;
  requireNumber("take a row", "row", row, {
    wanted: `a whole number in [0, ${rows})`,
    met: (value) => Number.isInteger(value) && value >= 0 && value < rows,
  });
  return values.subarray(row * columns, (row + 1) * columns);
}
