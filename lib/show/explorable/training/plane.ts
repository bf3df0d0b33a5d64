/**
 * The plane in which the rows of a training are shown.
 *
 * @module
 */
import { type Matrix, matrix, meanRow, rowOf } from "../../../matrix/mod.ts";

/** Which plane a live training is shown in, for the reader. */
export const planeOfNow =
  "The plane is the one in which the rows differ most at this step, as it follows the one before; its middle is where all weights are 0.";

/** The two axes of a plane through zero: rows of length 1, at right angles. */
export type Plane = Matrix;

/** How often a plane that follows another one is brought nearer to that of the rows. */
const onTheWay = 2;

/** The same at the start, where there is none to follow. */
const atFirst = 50;

/**
 * The plane of the first two principal directions of some rows, nearly.
 *
 * A plane that is fixed before a training shows little of it: at the start the
 * rows are the same in all directions, so any plane would be as good, and what
 * moves them, the mean hidden state, lies in none. One that is fixed afterwards
 * is not known while it runs. So it is that of the current step; of the axes in
 * it, those are taken that are nearest to the axes before, so that the picture
 * does not flip where a direction changes its sign, nor spin where two change
 * places. What is shown is measured from zero, not from the mean of the rows: a
 * march of all rows and the shrinking by weight decay stay visible.
 *
 * To find it anew for each frame would take longer than the steps between them.
 * Each frame takes the plane before, and brings it nearer by orthogonal
 * iteration: its axes are multiplied by the covariance of the rows, and made
 * orthogonal again. Where two directions are nearly as good it follows slowly,
 * and so the picture stays calm.
 */
export function planeOf(rows: Matrix, before?: Plane): Plane {
  const mean = meanRow(rows);
  let axes = before ?? someAxes(rows.columns);
  for (let i = before ? onTheWay : atFirst; i > 0; i--) {
    axes = nearer(rows, mean, axes);
  }
  return before ? turned(axes, before) : axes;
}

/** Axes that no matrix of this project is at right angles to. */
function someAxes(columns: number): Plane {
  const axes = matrix(2, columns);
  for (let j = 0; j < columns; j++) {
    axes.values[j] = Math.cos(j);
    axes.values[columns + j] = Math.sin(j);
  }
  return orthonormal(axes);
}

/** Axes times the covariance of the rows, at right angles. */
function nearer(rows: Matrix, mean: Float64Array, axes: Plane): Plane {
  const { columns, values } = rows;
  const result = matrix(2, columns);
  const own = new Float64Array(columns);
  for (let i = 0; i < rows.rows; i++) {
    let [x, y] = [0, 0];
    for (let j = 0; j < columns; j++) {
      const value = values[i * columns + j]! - mean[j]!;
      own[j] = value;
      x += value * axes.values[j]!;
      y += value * axes.values[columns + j]!;
    }
    for (let j = 0; j < columns; j++) {
      result.values[j]! += x * own[j]!;
      result.values[columns + j]! += y * own[j]!;
    }
  }
  return orthonormal(result);
}

/** The same plane by axes of length 1, at right angles. */
function orthonormal(axes: Plane): Plane {
  const [a, b] = [rowOf(axes, 0), rowOf(axes, 1)];
  scale(a, 1 / Math.sqrt(dot(a, a)));
  const along = dot(a, b);
  for (let j = 0; j < b.length; j++) b[j]! -= along * a[j]!;
  scale(b, 1 / Math.sqrt(dot(b, b)));
  return axes;
}

function scale(row: Float64Array, by: number): void {
  for (let j = 0; j < row.length; j++) row[j]! *= by;
}

/**
 * Turns the axes of a plane, or mirrors them, so that they come nearest to
 * others: $R$ of all orthogonal matrices has the largest $\operatorname{tr}(R A
 * B^T)$. Of the rotations that is the one by $\operatorname{atan2}(m_{12} -
 * m_{21}, m_{11} + m_{22})$ for $M = A B^T$, of the reflections likewise.
 */
function turned(axes: Plane, before: Plane): Plane {
  const [a, b] = [rowOf(axes, 0), rowOf(axes, 1)];
  const [x, y] = [rowOf(before, 0), rowOf(before, 1)];
  const [ax, ay, bx, by] = [dot(a, x), dot(a, y), dot(b, x), dot(b, y)];
  const rotation = [ax + by, ay - bx] as const;
  const reflection = [ax - by, ay + bx] as const;
  const isMirrored = Math.hypot(...reflection) > Math.hypot(...rotation);
  const [along, across] = isMirrored ? reflection : rotation;
  const size = Math.hypot(along, across);
  // At right angles to the plane before all axes are equally near.
  if (size === 0) return axes;
  const [cosine, sine] = [along / size, across / size];
  const sign = isMirrored ? -1 : 1;
  const result = matrix(2, axes.columns);
  for (let j = 0; j < axes.columns; j++) {
    result.values[j] = cosine * a[j]! - sign * sine * b[j]!;
    result.values[axes.columns + j] = sine * a[j]! + sign * cosine * b[j]!;
  }
  return result;
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, j) => sum + value * b[j]!, 0);
}

/** Where rows are in a plane: x and y of each. */
export function placesIn(
  plane: Plane,
  rows: ArrayLike<number>,
  into: Float32Array,
): Float32Array {
  const { columns, values } = plane;
  for (let i = 0, at = 0; i < into.length; i += 2) {
    let [x, y] = [0, 0];
    for (let j = 0; j < columns; j++, at++) {
      x += rows[at]! * values[j]!;
      y += rows[at]! * values[columns + j]!;
    }
    into[i] = x;
    into[i + 1] = y;
  }
  return into;
}
