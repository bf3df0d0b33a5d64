/**
 * A plane that follows rows which change.
 *
 * @module
 */
import { requireFinite, requireMatrix } from "../_require_matrix.ts";
import { type Matrix, matrix, rowOf } from "./matrix.ts";
import { meanRow } from "./mean_row.ts";

/**
 * Turns a plane towards the one in which rows differ most, that of their first
 * two principal directions, by a step of orthogonal iteration: from the axes
 * $A$ to those of the plane of
 *
 * $$A C, \qquad C = \frac{1}{V} \sum_i (w_i - \overline{w}) (w_i -
 * \overline{w})^T$$
 *
 * that are nearest to $A$. The angle to the principal plane shrinks by the ratio
 * of the third variance to the second, $\lambda_3 / \lambda_2$. So a plane that
 * is taken along with rows that change little by little stays near their
 * principal plane, and neither flips where a direction changes its sign, nor
 * spins where the first two change places, nor jumps where the second and the
 * third do.
 *
 * Golub and Van Loan, "Matrix Computations", 4th edition, 8.2.4.
 *
 * @param plane Two axes of length 1 at right angles, $A$, a row each
 * @param rows The rows, $w_i$
 * @returns The axes of the turned plane; the same ones if all rows are equal
 * along one of them
 * @throws {RangeError} If the plane has not two axes as long as the rows, or a
 * number is not finite
 * @throws {TypeError} If one of the two is no matrix
 * @example
 * ```ts
 * import { followedPlane, matrix } from "adam/matrix";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * // The rows differ by 10 and by 3 along the first two axes, by 1 along the third.
 * const rows = matrix(6, 3, [10, 0, 0, -10, 0, 0, 0, 3, 0, 0, -3, 0, 0, 0, 1, 0, 0, -1]);
 * let plane = matrix(2, 3, [0.6, 0, 0.8, 0, 1, 0]);
 * for (let i = 0; i < 20; i++) plane = followedPlane(plane, rows);
 * [1, 0, 0, 0, 1, 0].forEach((x, i) => assertAlmostEquals(plane.values[i]!, x, 1e-12));
 * ```
 */
export function followedPlane(plane: Matrix, rows: Matrix): Matrix {
  const action = "follow with a plane";
  requireMatrix(action, "rows", rows);
  requireMatrix(action, "plane", plane, {
    rows: { of: "a plane", is: 2 },
    columns: { of: "rows", is: rows.columns },
  });
  const [first, second] = timesCovariance(plane, rows);
  requireFinite(action, "the covariance of rows along the plane", first);
  requireFinite(action, "the covariance of rows along the plane", second);
  return orthonormal(first, second) ? nearest(first, second, plane) : plane;
}

/** Both axes times the sum of the squares, $A C V$. */
function timesCovariance(
  plane: Matrix,
  rows: Matrix,
): [Float64Array, Float64Array] {
  const width = rows.columns;
  const mean = meanRow(rows);
  const [a, b] = [rowOf(plane, 0), rowOf(plane, 1)];
  const own = new Float64Array(width);
  const [first, second] = [new Float64Array(width), new Float64Array(width)];
  for (let i = 0, at = 0; i < rows.rows; i++) {
    let [x, y] = [0, 0];
    for (let j = 0; j < width; j++, at++) {
      const value = own[j] = rows.values[at]! - mean[j]!;
      x += a[j]! * value;
      y += b[j]! * value;
    }
    for (let j = 0; j < width; j++) {
      first[j]! += x * own[j]!;
      second[j]! += y * own[j]!;
    }
  }
  return [first, second];
}

/** Makes two vectors axes of their plane, in place. Returns whether they have one. */
function orthonormal(first: Float64Array, second: Float64Array): boolean {
  const [one, other] = [norm(first), norm(second)];
  if (one === 0 || other === 0) return false;
  first.forEach((x, j) => first[j] = x / one);
  second.forEach((x, j) => second[j] = x / other);
  // Twice: where they are nearly parallel, little is left of the second.
  for (let time = 0; time < 2; time++) {
    const along = dot(first, second);
    second.forEach((x, j) => second[j] = x - along * first[j]!);
    const left = norm(second);
    if (left < 2 ** -40) return false;
    second.forEach((x, j) => second[j] = x / left);
  }
  return true;
}

/**
 * The axes $R A$ of the plane of two axes $A$ that are nearest to others, $B$:
 * of all rotations $R$ has the largest $\operatorname{tr}(R M)$, $M = A B^T$,
 * which is the length of $(m_{11} + m_{22}, m_{21} - m_{12})$. No reflection
 * brings them nearer: as $B C B^T$ has no negative eigenvalue, $M$ has no
 * negative determinant.
 */
function nearest(a: Float64Array, b: Float64Array, before: Matrix): Matrix {
  const [x, y] = [rowOf(before, 0), rowOf(before, 1)];
  const along = dot(a, x) + dot(b, y);
  const across = dot(b, x) - dot(a, y);
  const size = Math.hypot(along, across);
  // Where the planes are at right angles all axes are equally near.
  const [cosine, sine] = size === 0 ? [1, 0] : [along / size, across / size];
  const result = matrix(2, a.length);
  for (let j = 0; j < a.length; j++) {
    result.values[j] = cosine * a[j]! + sine * b[j]!;
    result.values[a.length + j] = cosine * b[j]! - sine * a[j]!;
  }
  return result;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < a.length; j++) sum += a[j]! * b[j]!;
  return sum;
}

function norm(a: Float64Array): number {
  return Math.sqrt(dot(a, a));
}
