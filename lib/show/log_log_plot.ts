/**
 * Lines on logarithmic axes, told apart without colour.
 *
 * @module
 */
import { positive } from "../_demands.ts";
import {
  inWords,
  requireIterable,
  requireNumber,
  requireRecord,
} from "../_require.ts";
import { settingsOf } from "../_settings.ts";
import { requireWords } from "../_words.ts";
import * as Plot from "@observablehq/plot";
import { document } from "./_document.ts";
import { decadeLabel as tickFormat } from "./_decade_label.ts";

/** A line of a plot: where it goes, and what stands beside it. */
export interface LabelledLine {
  /** The words beside the line. */
  readonly label: string;
  /** The points, in the order they are joined; both coordinates above zero. */
  readonly points: readonly { readonly x: number; readonly y: number }[];
  /** Beside which of the points the label stands; beside the last by default. */
  readonly labelAt?: number;
}

/**
 * A line through two columns of records, such as the steps of a run.
 *
 * @param label The words beside the line
 * @param records The records, in the order their points are joined
 * @param x The name of the column that goes along the x axis
 * @param y The name of the other column
 * @returns The line: give it to `logLogPlot`
 * @throws {TypeError} If `records` are none, a name is no text, or a record has
 * no number of that name
 * @throws {RangeError} If a number has no logarithm
 * @example
 * ```ts
 * import { adamSteps } from "adam";
 * import { line } from "adam/show";
 * import { assertEquals } from "@std/assert";
 *
 * const { points } = line("m", [...adamSteps([1])], "step", "gradient");
 * assertEquals(points, [{ x: 1, y: 1 }]);
 * ```
 */
export function line<Row extends object>(
  label: string,
  records: readonly Row[],
  x: keyof Row & string,
  y: keyof Row & string,
): LabelledLine {
  const action = "draw the line";
  requireWords(action, { label, x, y });
  requireIterable(action, "records", records);
  const points = [...records]
    .map((record, i) => {
      requireRecord(action, `records[${i}]`, record);
      const column = (name: keyof Row & string) => {
        const value = record[name] as number;
        requireNumber(action, `records[${i}].${name}`, value, positive);
        return value;
      };
      return { x: column(x), y: column(y) };
    });
  return { label, points };
}

/** How many points of a line tell their numbers. */
const tellingPoints = 60;

const dashes = ["none", "7 3", "2 3", "7 3 2 3"];

/**
 * Draws lines on two logarithmic axes. Each has its own dashes and its own
 * label beside it, so no legend and no colour is needed. Where the plot is an
 * element of a page, the pointer finds the numbers of up to 60 points a line.
 *
 * @param lines The lines, four at most
 * @param labels `x` and `y`: what the axes show, with their units. `verticals`:
 * places on the x axis to mark, by what to call them
 * @returns The plot, one SVG element: give it to `figure`
 * @throws {TypeError} If something is missing or of a wrong type
 * @throws {RangeError} If there are no lines, or more than four, or a
 * coordinate has no logarithm
 * @example
 * ```ts
 * import { logLogPlot } from "adam/show";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const square = [1, 10, 100].map((x) => ({ x, y: x * x }));
 * const plot = logLogPlot([{ label: "x²", points: square }], { x: "x", y: "y" });
 * assertStringIncludes(plot.outerHTML, "x²");
 * ```
 */
export function logLogPlot(
  lines: readonly LabelledLine[],
  labels: {
    x: string;
    y: string;
    verticals?: Readonly<Record<string, number>>;
  },
): SVGSVGElement {
  const action = "draw the plot";
  const none: Readonly<Record<string, number>> = {};
  const defaults = { x: "", y: "", verticals: none };
  const { x, y, verticals } = settingsOf(
    action,
    defaults,
    labels ?? {},
    "labels",
  );
  requireWords(action, { x, y });
  requireRecord(action, "verticals", verticals);
  for (const [name, place] of Object.entries(verticals)) {
    requireNumber(action, `verticals["${name}"]`, place, positive);
  }
  requireLines(action, lines);
  const at = { x: "x", y: "y" };
  const beside = { textAnchor: "start", dx: 7, dy: -7, fontSize: 12 } as const;
  return Plot.plot({
    document,
    grid: true,
    marginLeft: 50,
    marginRight: 120,
    x: { type: "log", label: x, tickFormat },
    y: { type: "log", label: y, tickFormat },
    marks: [
      Object.entries(verticals).map(([name, place], i) => [
        Plot.ruleX([place], { strokeDasharray: "1 3" }),
        Plot.text([name], {
          ...beside,
          x: [place],
          frameAnchor: "bottom",
          dy: -7 - 18 * i,
        }),
      ]),
      lines.map(({ points }, i) =>
        Plot.line(points, {
          ...at,
          strokeWidth: 2,
          strokeDasharray: dashes[i]!,
        })
      ),
      // Nothing to see, but the numbers of a point where the pointer rests.
      lines.map(({ label, points }) =>
        Plot.dot(someOf(points), {
          ...at,
          r: 6,
          fill: "currentColor",
          fillOpacity: 0,
          title: (point) => `${label}: ${point.y} at ${point.x}`,
        })
      ),
      lines.map(({ label, points, labelAt = points.length - 1 }) =>
        Plot.text(points.slice(labelAt, labelAt + 1), {
          ...at,
          ...beside,
          text: () => label,
        })
      ),
    ],
  }) as unknown as SVGSVGElement;
}

function requireLines(action: string, lines: readonly LabelledLine[]): void {
  if (!Array.isArray(lines)) {
    throw new TypeError(
      `Cannot ${action} as lines must be an array of lines: ` +
        `current value is ${inWords(lines)}`,
    );
  }
  if (lines.length < 1 || lines.length > dashes.length) {
    throw new RangeError(
      `Cannot ${action} as there must be 1 to ${dashes.length} lines: ` +
        `current number is ${lines.length}`,
    );
  }
  for (const [i, line] of lines.entries()) {
    requireRecord(action, `lines[${i}]`, line);
    const { label, points, labelAt = 0 } = line as LabelledLine;
    requireWords(action, { [`lines[${i}].label`]: label });
    if (!Array.isArray(points) || points.length === 0) {
      throw new TypeError(
        `Cannot draw the line "${label}" as points must be an array of points: ` +
          `current value is ${
            points?.length === 0 ? "empty" : inWords(points)
          }`,
      );
    }
    const bad = points.find((p) => !hasLogarithm(p?.x) || !hasLogarithm(p?.y));
    if (bad !== undefined || points.includes(undefined)) {
      throw new RangeError(
        `Cannot draw the line "${label}" as its coordinates must be finite and > 0: ` +
          `current point is (${coordinate(bad?.x)}, ${coordinate(bad?.y)})`,
      );
    }
    requireNumber(action, `lines[${i}].labelAt`, labelAt, {
      wanted: `the index of a point, 0 to ${points.length - 1}`,
      met: (at) => Number.isInteger(at) && at >= 0 && at < points.length,
    });
  }
}

function someOf<T>(points: readonly T[]): T[] {
  const step = Math.ceil(points.length / tellingPoints);
  return points.filter((_, i) => i % step === 0);
}

function coordinate(value: unknown): string {
  return typeof value === "number" ? `${value}` : inWords(value);
}

function hasLogarithm(coordinate: number): boolean {
  return Number.isFinite(coordinate) && coordinate > 0;
}
