/**
 * How far rows point the same way.
 *
 * @module
 */
import { binade } from "../_binade.ts";
import { finite, positive } from "../_demands.ts";
import { requireNumber, requireNumbers } from "../_require.ts";
import { requireMatrix } from "../_require_matrix.ts";
import { type Matrix, matrix, rowOf } from "./matrix.ts";
import { rowNorms } from "./row_norms.ts";

/**
 * The cosine of the angle between each row of a matrix and a direction:
 *
 * $$\cos_i = \frac{w_i \cdot a}{|w_i| \, |a|}$$
 *
 * It is 1 where they point the same way, whatever their lengths, 0 at a right
 * angle and -1 where they are opposed.
 *
 * @param rows The rows, $w_i$
 * @param direction The direction, $a$, a number for each column
 * @returns A number for each row; by rounding it can be an ulp or so beyond 1
 * @throws {RangeError} If the direction is not as long as a row, or a row or
 * the direction is zero or not finite: it points nowhere
 * @example
 * ```ts
 * import { cosines, matrix } from "adam/matrix";
 * import { assertEquals } from "@std/assert";
 *
 * const rows = matrix(4, 2, [1, 0, 0, 1e-200, -7, 0, 3, 4]);
 * assertEquals([...cosines(rows, [2, 0])], [1, 0, -1, 0.6]);
 * ```
 */
export function cosines(
  rows: Matrix,
  direction: ArrayLike<number>,
): Float64Array {
  const action = "find the cosines";
  requireMatrix(action, "rows", rows);
  requireNumbers(action, "direction", direction, finite);
  requireNumber(action, "the length of the direction", direction.length, {
    wanted: `that of a row, ${rows.columns}`,
    met: (length) => length === rows.columns,
  });
  const axis = inUnits(matrix(1, rows.columns, direction));
  const [length] = rowNorms(axis);
  requireNumber(action, "the norm of the direction", length!, norm);
  const measured = inUnits(rows);
  return rowNorms(measured).map((own, i) => {
    requireNumber(action, `the norm of row ${i}`, own, norm);
    return rowOf(measured, i).reduce(
      (sum, value, j) => sum + (value / own) * (axis.values[j]! / length!),
      0,
    );
  });
}

/** Each row in units of a power of two: no norm overflows, or has only the few bits of a subnormal number. */
function inUnits(rows: Matrix): Matrix {
  const result = matrix(rows.rows, rows.columns, rows.values.slice());
  for (let i = 0; i < rows.rows; i++) {
    const row = rowOf(result, i);
    const largest = row.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
    if (largest === 0 || !Number.isFinite(largest)) continue;
    const unit = binade(largest);
    row.forEach((x, j) => row[j] = x / unit);
  }
  return result;
}

const norm = { ...positive, wanted: "finite and > 0, to have a direction" };
