/**
 * The statistics of measured times.
 *
 * @module
 */

/** The median: half of the values are not above it. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** How far the middle half of the values is spread, as a part of the median. */
export function spread(values: readonly number[]): number {
  return (quantile(values, 0.75) - quantile(values, 0.25)) / median(values);
}

/** Between two values it lies on the straight line. */
function quantile(values: readonly number[], probability: number): number {
  if (values.length === 0) {
    throw new RangeError("Cannot take a quantile: there are no values");
  }
  const sorted = values.toSorted((a, b) => a - b);
  const place = probability * (sorted.length - 1);
  const below = sorted[Math.floor(place)]!;
  const above = sorted[Math.ceil(place)]!;
  return below + (place - Math.floor(place)) * (above - below);
}

/**
 * The slope of the line that fits log y over log x best: the power of x with
 * which y grows.
 */
export function logLogSlope(points: readonly (readonly [number, number])[]) {
  if (points.length < 2) {
    throw new RangeError(
      `Cannot fit a line: it takes 2 points, and there are ${points.length}`,
    );
  }
  const logs = points.map(([x, y]) => [Math.log(x), Math.log(y)] as const);
  const mean = (values: number[]) =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const x0 = mean(logs.map(([x]) => x));
  const y0 = mean(logs.map(([, y]) => y));
  return mean(logs.map(([x, y]) => (x - x0) * (y - y0))) /
    mean(logs.map(([x]) => (x - x0) ** 2));
}
