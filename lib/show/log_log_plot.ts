/**
 * Lines on logarithmic axes, told apart without colour.
 *
 * @module
 */
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
  { x, y, verticals = {} }: {
    x: string;
    y: string;
    verticals?: Readonly<Record<string, number>>;
  },
): SVGSVGElement {
  if (lines.length < 1 || lines.length > dashes.length) {
    throw new RangeError(
      `Cannot draw the plot as there must be 1 to ${dashes.length} lines: ` +
        `current number is ${lines.length}`,
    );
  }
  for (const { label, points } of lines) {
    const bad = points.find((p) => !hasLogarithm(p.x) || !hasLogarithm(p.y));
    if (bad) {
      throw new RangeError(
        `Cannot draw the line "${label}" as its coordinates must be finite and > 0: ` +
          `current point is (${bad.x}, ${bad.y})`,
      );
    }
  }
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

function someOf<T>(points: readonly T[]): T[] {
  const step = Math.ceil(points.length / tellingPoints);
  return points.filter((_, i) => i % step === 0);
}

function hasLogarithm(coordinate: number): boolean {
  return Number.isFinite(coordinate) && coordinate > 0;
}
