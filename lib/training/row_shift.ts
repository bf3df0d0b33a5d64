/**
 * How far rows moved, and how far their mean did.
 *
 * @module
 */
import { requireMatrix } from "../_require_matrix.ts";
import { type Matrix, matrix } from "../matrix/matrix.ts";
import { meanRow } from "../matrix/mean_row.ts";
import { rowNorms } from "../matrix/row_norms.ts";
import { summary } from "../statistics/summary.ts";

/** How far rows moved. */
export interface RowShift {
  /** How far the median row moved: an L2 norm. */
  medianRow: number;
  /** How far the mean of the rows moved. */
  meanRow: number;
  /** `meanRow / medianRow`; 0 if the mean row stayed, else `Infinity` if the median row did. */
  ratio: number;
}

/**
 * How far the median row moved, and the mean row:
 *
 * $$\operatorname{median}_i |\Delta_i|, \quad
 * \left| \frac{1}{V} \sum_i \Delta_i \right|$$
 *
 * The gradient of a softmax adds up to zero over the rows of its output matrix;
 * so gradient descent leaves the mean row where it is, and Adam does not.
 *
 * @param displacement What was added to the rows, $\Delta_i$
 * @returns The two distances and their ratio
 * @throws {RangeError} If a number or the sum of a column is not finite
 * @throws {TypeError} If `displacement` is not a matrix
 * @example
 * ```ts
 * import { matrix } from "adam/matrix";
 * import { rowShift } from "adam/training";
 * import { assertEquals } from "@std/assert";
 *
 * const shift = rowShift(matrix(2, 2, [3, 4, 3, -4]));
 * assertEquals(shift, { medianRow: 5, meanRow: 3, ratio: 0.6 });
 * ```
 */
export function rowShift(displacement: Matrix): RowShift {
  const action = "measure the shift of rows";
  requireMatrix(action, "displacement", displacement);
  const { columns } = displacement;
  const medianRow = summary(rowNorms(displacement)).median;
  const [mean] = rowNorms(matrix(1, columns, meanRow(displacement)));
  const ratio = mean === 0 ? 0 : mean! / medianRow;
  return { medianRow, meanRow: mean!, ratio };
}
