/**
 * The plane in which the rows of a training are shown.
 *
 * @module
 */
import {
  type Matrix,
  matrix,
  principalDirections,
} from "../../../matrix/mod.ts";

/** Which plane a training in the page is shown in, for its reader. */
export const planeOfLive =
  "The plane is that in which the rows differ most; it turns along with them, a little at each step. Its middle is zero.";

/** Which plane a stored training is shown in, for its reader. */
export const planeOfStored =
  "The plane is that in which the rows differ most at the last step, the same for all steps. Its middle is zero.";

/** The plane of the first two principal directions of some rows: two axes, of length 1. */
export function principalPlane(rows: Matrix): Matrix {
  const { directions: { columns, values } } = principalDirections(rows);
  return matrix(2, columns, values.slice(0, 2 * columns));
}

/**
 * Where rows are in a plane: x and y of each, measured from zero and not from
 * the mean of the rows, so that a march of all of them stays visible, and what
 * weight decay does.
 */
export function placesIn(
  plane: Matrix,
  rows: ArrayLike<number>,
): Float32Array<ArrayBuffer> {
  const { columns, values } = plane;
  const places = new Float32Array(2 * rows.length / columns);
  for (let i = 0, at = 0; i < places.length; i += 2) {
    let [x, y] = [0, 0];
    for (let j = 0; j < columns; j++, at++) {
      x += rows[at]! * values[j]!;
      y += rows[at]! * values[columns + j]!;
    }
    places[i] = x;
    places[i + 1] = y;
  }
  return places;
}
