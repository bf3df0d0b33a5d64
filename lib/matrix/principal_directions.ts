/**
 * The directions in which rows differ most.
 *
 * @module
 */
import { binade } from "../_binade.ts";
import { requireMatrix } from "../_require_matrix.ts";
import { eigenvectorsOf } from "./_eigenvectors.ts";
import { type Matrix, matrix, rowOf } from "./matrix.ts";
import { meanRow } from "./mean_row.ts";

/** What {@linkcode principalDirections} has found. */
export interface PrincipalDirections {
  /** The directions, $a_k$, a row of length 1 for each column of the matrix, at right angles to each other. */
  directions: Matrix;
  /** The variance of the rows along each, $\lambda_k$, in the square of their unit, the largest first. */
  variances: Float64Array;
}

/**
 * The principal directions of the rows of a matrix: the eigenvectors of their
 * covariance,
 *
 * $$C = \frac{1}{V} \sum_i (w_i - \overline{w}) (w_i - \overline{w})^T,
 * \qquad C a_k = \lambda_k a_k$$
 *
 * The rows differ most along the first one, most of what is left along the
 * second, and so on. Of the two signs a direction has the one in which its
 * largest number is positive. Where two variances are equal, any two directions
 * of their plane would do. Takes some $50 d^3$ operations by Jacobi's method.
 *
 * Pearson, "On lines and planes of closest fit to systems of points in space"
 * (1901).
 *
 * @param rows The rows, $w_i$, of length $d$
 * @returns The $d$ directions and their variances
 * @throws {RangeError} If a number, or the sum of a column, is not finite
 * @throws {TypeError} If `rows` is no matrix
 * @example Four points on a line, and one beside it
 * ```ts
 * import { matrix, principalDirections } from "adam/matrix";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const points = matrix(4, 2, [-4, -3, 4, 3, -0.3, 0.4, 0.3, -0.4]);
 * const { directions, variances } = principalDirections(points);
 * assertAlmostEquals(directions.values[0]!, 0.8, 1e-15);
 * assertAlmostEquals(variances[0]!, 12.5, 1e-14);
 * assertAlmostEquals(variances[1]!, 0.125, 1e-14);
 * ```
 */
export function principalDirections(rows: Matrix): PrincipalDirections {
  requireMatrix("find principal directions", "rows", rows);
  const unit = unitOf(rows.values);
  const { values, vectors } = eigenvectorsOf(covariance(rows, unit));
  for (let i = 0; i < vectors.rows; i++) {
    const direction = rowOf(vectors, i);
    const largest = direction.reduce((most, x) =>
      Math.abs(x) > Math.abs(most) ? x : most
    );
    if (largest < 0) direction.forEach((x, j) => direction[j] = -x);
  }
  return {
    directions: vectors,
    // By rounding a variance of 0 may come out below it.
    variances: values.map((value) => Math.max(value, 0) * unit * unit),
  };
}

/** A power of two near the largest number: in units of it no square overflows, or all of them underflow. */
function unitOf(values: Float64Array): number {
  let largest = 0;
  for (let i = 0; i < values.length; i++) {
    largest = Math.max(largest, Math.abs(values[i]!));
  }
  return largest === 0 ? 1 : binade(largest);
}

function covariance(rows: Matrix, unit: number): Matrix {
  const n = rows.columns;
  const mean = meanRow(rows);
  const result = matrix(n, n);
  const own = new Float64Array(n);
  for (let i = 0; i < rows.rows; i++) {
    for (let j = 0; j < n; j++) {
      own[j] = (rows.values[i * n + j]! - mean[j]!) / unit;
      for (let k = 0; k <= j; k++) {
        result.values[j * n + k]! += own[j]! * own[k]!;
      }
    }
  }
  for (let j = 0; j < n; j++) {
    for (let k = 0; k <= j; k++) {
      const value = result.values[j * n + k]! / rows.rows;
      result.values[j * n + k] = result.values[k * n + j] = value;
    }
  }
  return result;
}
