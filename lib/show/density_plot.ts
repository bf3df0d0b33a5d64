/**
 * Many points as shades, and the few that have a name.
 *
 * @module
 */
import * as Plot from "@observablehq/plot";
import { requireIterable, requireNumber } from "../_require.ts";
import { settingsOf } from "../_settings.ts";
import { requireWords } from "../_words.ts";
import { apart } from "./_apart.ts";
import {
  type Cell,
  cellsOf,
  type Density,
  type NamedPoint,
  pointOf,
} from "./_density.ts";
import { document } from "./_document.ts";
import { ofFigures } from "./_line_frame.ts";
import { looks } from "./_palette.ts";
import { textWidth } from "./_text_width.ts";

export type { Density, NamedPoint };

/** What a plot of densities says. */
export interface DensityPlotLabels {
  /** What the x axis shows, with its unit. */
  x: string;
  /** What the y axis shows. */
  y: string;
  /** What is counted: "rows". */
  counted: string;
}

/**
 * Draws how many points are where: the more, the darker, on a logarithmic scale;
 * and rings around points with a name, at whose right the names stand.
 *
 * @param density The counts
 * @param points The points with a name, five at most
 * @param labels `x` and `y`: what the axes show. `counted`: what is counted
 * @returns The plot: give it to `figure`
 * @throws {TypeError} If something is missing or of a wrong type
 * @throws {RangeError} If there are no counts or more than five points, or a
 * number has no place on its axis
 * @example
 * ```ts
 * import { densityPlot } from "adam/show";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const density = { x: [0, 2, 2], y: [0, 1, 1], counts: [[0, 0, 9], [1, 0, 1]] };
 * const labels = { x: "norm", y: "distance", counted: "rows" };
 * const plot = densityPlot(density, [{ label: "here", x: 1, y: 0.5 }], labels);
 * assertStringIncludes(plot.outerHTML, "here");
 * ```
 */
export function densityPlot(
  density: Density,
  points: readonly NamedPoint[],
  labels: DensityPlotLabels,
): Element {
  const words = settingsOf(
    action,
    { x: "", y: "", counted: "" },
    labels ?? {},
    "labels",
  );
  requireWords(action, words as Record<keyof DensityPlotLabels, string>);
  const cells = cellsOf(density);
  requireIterable(action, "points", points);
  const named = [...points].map((point, i) => pointOf(point, `points[${i}]`));
  requireNumber(action, "the number of points", named.length, {
    wanted: "5 at most",
    met: (count) => count <= 5,
  });
  const [left, right, low, high] = extent(cells, named);
  const room = { top: 68, bottom: 380 };
  const yOf = (y: number) =>
    room.bottom - (y - low) / (high - low) * (room.bottom - room.top);
  const places = apart(
    named.map(({ y }) => ({ at: yOf(y), size: 1.4 * fontSize })),
    room.top,
    room.bottom,
  );
  const { stroke } = looks[1]!;
  return Plot.plot({
    document,
    ...{ width, height: room.bottom + 56, marginLeft: 50, marginRight: 16 },
    ...{ marginTop: room.top, marginBottom: 56 },
    style: { fontSize: `${fontSize}px` },
    x: {
      ...{ label: words.x, domain: [left, right], ticks: 5 },
      ...{ labelArrow: "none", labelAnchor: "center" },
    },
    y: { label: words.y, domain: [low, high], ticks: 6, labelArrow: "none" },
    color: {
      type: "log",
      // From a grey that is seen on white to black.
      range: ["#b9cbe4", "#08214a"],
      interpolate: "rgb",
    },
    marks: [
      Plot.rect(cells, {
        ...{ x1: "x1", x2: "x2", y1: "y1", y2: "y2", fill: "count", inset: 0 },
      }),
      legend(cells, words.counted),
      Plot.dot(named, {
        ...{ x: "x", y: "y", r: 7, stroke, strokeWidth: 2.5 },
      }),
      ...named.map((point, i) => {
        const isLeft = point.x < (left + right) / 2;
        return Plot.text([point], {
          ...{ x: "x", y: "y", text: "label", dx: isLeft ? 13 : -13 },
          ...{ textAnchor: isLeft ? "start" : "end", fontWeight: "bold" },
          ...{ dy: places[i]! - yOf(point.y), ariaLabel: "label" },
          ...{ fill: "black", stroke: "white", strokeWidth: 4 },
        });
      }),
    ],
  } as Plot.PlotOptions) as Element;
}

/** The shades of some counts, above the plot. */
function legend(cells: readonly Cell[], counted: string): Plot.Markish[] {
  const most = Math.max(...cells.map(({ count }) => count));
  const counts = [1, 10, 100, 1000, 10_000].filter((count) => count <= most);
  const at = { frameAnchor: "top-left", dy: -30 } as const;
  let dx = 6;
  return counts.flatMap((count, i) => {
    const isLast = i === counts.length - 1;
    const label = isLast ? `${count} ${counted}` : `${count}`;
    const marks = [
      Plot.dot([count], { ...at, dx, symbol: "square", r: 8, fill: Number }),
      Plot.text([label], {
        ...at,
        dx: dx + 14,
        textAnchor: "start",
        lineAnchor: "middle",
      }),
    ];
    dx += 40 + fontSize * textWidth(label);
    return marks;
  });
}

const action = "draw the plot";
const { width, fontSize } = ofFigures;

/** The ends of both axes, with some room around cells and points. */
function extent(
  cells: readonly Cell[],
  points: readonly NamedPoint[],
): [left: number, right: number, low: number, high: number] {
  const ends = (values: number[]): [number, number] => {
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const room = (high - low) * 0.03 || 1;
    return [low - room, high + room];
  };
  return [
    ...ends([
      ...cells.flatMap(({ x1, x2 }) => [x1, x2]),
      ...points.map(({ x }) => x),
    ]),
    ...ends([
      ...cells.flatMap(({ y1, y2 }) => [y1, y2]),
      ...points.map(({ y }) => y),
    ]),
  ];
}
