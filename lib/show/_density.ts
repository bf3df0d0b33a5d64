/**
 * What a plot of densities is made of, checked: cells with counts, and points
 * with a name.
 *
 * @module
 */
import { finite, positiveInteger } from "../_demands.ts";
import { requireIterable, requireNumber, requireNumbers } from "../_require.ts";
import { required, settingsOf } from "../_settings.ts";
import { requireWords } from "../_words.ts";

/** How many points are where: counts in a grid of equal cells. */
export interface Density {
  /** Of the cells along the x axis: where the first begins, where the last ends, and how many they are. */
  readonly x: readonly number[];
  /** The same along the y axis. */
  readonly y: readonly number[];
  /** For each cell that is not empty its place on both axes, from 0, and how many points are in it. */
  readonly counts: readonly (readonly number[])[];
}

/** A point with a name. */
export interface NamedPoint {
  /** The name. */
  readonly label: string;
  /** Where it is on the x axis. */
  readonly x: number;
  /** Where it is on the y axis. */
  readonly y: number;
}

const action = "draw the plot";

/** A cell that is not empty, in the units of the axes. */
export interface Cell {
  x1: number;
  x2: number;
  y1: number;
  y2: number;
  count: number;
}

/** The cells that are not empty. */
export function cellsOf(density: Density): Cell[] {
  const { x, y, counts } = settingsOf(
    action,
    { x: required, y: required, counts: required } as Density,
    density ?? {},
    "density",
  );
  requireAxis("x", x);
  requireAxis("y", y);
  requireIterable(action, "counts", counts);
  const cells = [...counts].map((count, k): Cell => {
    requireNumbers(action, `counts[${k}]`, count, finite);
    const [i, j, points] = count as [number, number, number];
    requireNumber(action, `counts[${k}][2]`, points, positiveInteger);
    const [x1, x2] = edges(x, i, `counts[${k}][0]`);
    const [y1, y2] = edges(y, j, `counts[${k}][1]`);
    return { ...{ x1, x2, y1, y2 }, count: points };
  });
  requireNumber(action, "the number of counts", cells.length, positiveInteger);
  return cells;
}

function requireAxis(name: string, axis: readonly number[]): void {
  requireNumbers(action, name, axis, finite);
  requireNumber(action, `${name}.length`, axis.length, {
    wanted: "3: the first, the last, and how many",
    met: (length) => length === 3,
  });
  requireNumber(action, `${name}[2]`, axis[2]!, positiveInteger);
}

function edges(
  [first, last, count]: readonly number[],
  place: number,
  name: string,
): [number, number] {
  requireNumber(action, name, place, {
    wanted: `a whole number in [0, ${count})`,
    met: (place) => Number.isInteger(place) && place >= 0 && place < count!,
  });
  const width = (last! - first!) / count!;
  return [first! + place * width, first! + (place + 1) * width];
}

/** A point with a name, of the name that errors call it. */
export function pointOf(point: NamedPoint, name: string): NamedPoint {
  const { label, x, y } = settingsOf(
    action,
    { label: "", x: required, y: required } as NamedPoint,
    point ?? {},
    name,
  );
  requireWords(action, { label });
  requireNumber(action, `${name}.x`, x, finite);
  requireNumber(action, `${name}.y`, y, finite);
  return { label, x, y };
}
