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

/** At which step the plane of a training in the page is found, before it is shown. */
export const planeStep = 100;

/** Which plane a training in the page is shown in, for its reader. */
export const planeOfLive =
  "All steps are shown in one plane: the one in which the rows differ most in " +
  `how they have moved by step ${planeStep}. The lines cross at zero.`;

/** Which plane a stored training is shown in, for its reader. */
export const planeOfStored =
  "All steps are shown in one plane: the one in which the rows differ most in " +
  "how they have moved by the last step. The lines cross at zero.";

/**
 * The plane in which rows moved most differently: that of the first two
 * principal directions of their moves.
 *
 * It is the same for all steps. A plane that turned with the rows would have
 * those move on the screen that stand still, and these are what there is to see.
 * And it is that of the moves, not of the places: at $\sigma = 1$ the rows lie
 * in all directions nearly alike, and the direction in which the dead rows march
 * is not among the first two. Of what rows have moved by step 100, some 0.9 lies
 * in one direction; of their places, 0.02.
 *
 * @param from The rows at the start
 * @param to The rows at a later step
 * @returns Two axes of length 1, at right angles; if no row has moved, of the
 * plane in which the rows themselves differ most
 */
export function planeOfMoves(from: Matrix, to: Matrix): Matrix {
  const { rows, columns } = to;
  const moves = to.values.map((value, i) => value - from.values[i]!);
  const have = moves.some((move) => move !== 0);
  const { directions } = principalDirections(
    have ? matrix(rows, columns, moves) : to,
  );
  return matrix(2, columns, directions.values.slice(0, 2 * columns));
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
