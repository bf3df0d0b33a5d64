/**
 * Many points as a picture of few numbers.
 *
 * @module
 */

/** Ranges of equal width: where the first begins, where the last ends, and how many they are. */
type Ranges = [first: number, last: number, count: number];

/** How many rows have norms and distances in a range of each. */
export interface Density {
  /** The ranges of norms. */
  x: Ranges;
  /** The ranges of the distances from the mean row. */
  y: Ranges;
  /** The ranges that rows are in, from 0, and how many these are. */
  counts: [x: number, y: number, rows: number][];
}

/** How many ranges each axis has. */
const [across, up] = [72, 48];

/**
 * Counts rows by ranges of their norm and of their distance from the mean row,
 * equally wide from the smallest to the largest.
 *
 * @param norms The norm of each row
 * @param distances How far each is from the mean row
 * @returns The counts
 */
export function densityOf(
  norms: Float64Array,
  distances: Float64Array,
): Density {
  const [x, y] = [rangesOf(norms, across), rangesOf(distances, up)];
  const counts = new Map<number, number>();
  for (const [i, length] of norms.entries()) {
    const place = placeIn(x, length) * up + placeIn(y, distances[i]!);
    counts.set(place, (counts.get(place) ?? 0) + 1);
  }
  const found = [...counts].sort(([a], [b]) => a - b)
    .map(([place, rows]): Density["counts"][number] => [
      Math.floor(place / up),
      place % up,
      rows,
    ]);
  return { x, y, counts: found };
}

function rangesOf(values: Float64Array, count: number): Ranges {
  const [first, last] = values.reduce(
    ([low, high], value) => [Math.min(low!, value), Math.max(high!, value)],
    [Infinity, -Infinity],
  );
  return [first!, last!, count];
}

function placeIn([first, last, count]: Ranges, value: number): number {
  const place = Math.floor(count * (value - first) / (last - first || 1));
  return Math.min(count - 1, place);
}
