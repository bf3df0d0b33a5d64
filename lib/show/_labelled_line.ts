/**
 * The lines of a plot, and how wrong ones are refused.
 *
 * @module
 */
import { inWords, requireRecord } from "../_require.ts";
import { requireWords } from "../_words.ts";
import type { Scale } from "./_axis_ticks.ts";
import { looks } from "./_palette.ts";

/** A line of a plot: where it goes, and what it is called. */
export interface LabelledLine {
  /** The words beside the line. */
  readonly label: string;
  /** The points, in the order they are joined. */
  readonly points: readonly Point[];
}

/** A point of a line. */
export interface Point {
  /** Along the x axis; above zero where that is logarithmic. */
  readonly x: number;
  /** Along the y axis; above zero where that is logarithmic. */
  readonly y: number;
}

/** What coordinates an axis can show. */
export const shownOn: Record<Scale, {
  wanted: string;
  met: (coordinate: number) => boolean;
}> = {
  // So that the length of an axis is a number.
  linear: {
    wanted: "from -1e300 to 1e300",
    met: (coordinate) =>
      typeof coordinate === "number" && Math.abs(coordinate) <= 1e300,
  },
  log: {
    wanted: "finite and > 0",
    met: (coordinate) => Number.isFinite(coordinate) && coordinate > 0,
  },
};

/** Throws unless these can be drawn and told apart. */
export function requireLines(
  action: string,
  lines: readonly LabelledLine[],
  scales: { x: Scale; y: Scale },
): void {
  if (!Array.isArray(lines)) {
    throw new TypeError(
      `Cannot ${action} as lines must be an array of lines: ` +
        `current value is ${inWords(lines)}`,
    );
  }
  if (lines.length < 1 || lines.length > looks.length) {
    throw new RangeError(
      `Cannot ${action} as there must be 1 to ${looks.length} lines: ` +
        `current number is ${lines.length}`,
    );
  }
  for (const [i, line] of lines.entries()) {
    requireRecord(action, `lines[${i}]`, line);
    requireWords(action, { [`lines[${i}].label`]: line.label });
    requirePoints(line as LabelledLine, scales);
  }
}

function requirePoints(
  { label, points }: LabelledLine,
  scales: { x: Scale; y: Scale },
): void {
  const action = `draw the line "${label}"`;
  if (!Array.isArray(points) || points.length === 0) {
    throw new TypeError(
      `Cannot ${action} as points must be an array of points: ` +
        `current value is ${points?.length === 0 ? "empty" : inWords(points)}`,
    );
  }
  const axes = ["x", "y"] as const;
  const isShown = (point: Point) =>
    axes.every((axis) => shownOn[scales[axis]].met(point?.[axis]));
  const at = points.findIndex((point) => !isShown(point));
  if (at === -1) return;
  const wanted = axes.map((axis) => shownOn[scales[axis]].wanted);
  const words = wanted[0] === wanted[1]
    ? `its coordinates must be ${wanted[0]}`
    : `x must be ${wanted[0]} and y ${wanted[1]}`;
  throw new RangeError(
    `Cannot ${action} as ${words}: current point is ` +
      `(${coordinate(points[at]?.x)}, ${coordinate(points[at]?.y)})`,
  );
}

function coordinate(value: unknown): string {
  return typeof value === "number" ? `${value}` : inWords(value);
}
