/**
 * Rows that are the same.
 *
 * @module
 */
import { requireMatrix } from "../_require_matrix.ts";
import type { Matrix } from "./matrix.ts";

/**
 * The rows that are equal to another one in every number. 0 and -0 are equal.
 *
 * @param rows The matrix
 * @returns The indices of the rows by groups of equal ones, in the order of
 * their first rows; none for a row that is like no other
 * @throws {TypeError} If `rows` is no matrix
 * @throws {RangeError} If a number is not finite
 * @example
 * ```ts
 * import { identicalRows, matrix } from "adam/matrix";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(identicalRows(matrix(4, 1, [7, 3, 7, 7])), [[0, 2, 3]]);
 * ```
 */
export function identicalRows(rows: Matrix): number[][] {
  requireMatrix("find identical rows", "rows", rows);
  const { columns, values } = rows;
  const groups = new Map<string, number[]>();
  for (let i = 0; i < rows.rows; i++) {
    // As text 0 and -0 are one, and no two other numbers are.
    const text = values.subarray(i * columns, (i + 1) * columns).join();
    const group = groups.get(text);
    if (group) group.push(i);
    else groups.set(text, [i]);
  }
  return [...groups.values()].filter(({ length }) => length > 1);
}
