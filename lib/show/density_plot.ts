/**
 * Many points as shades, and the few that have a name.
 *
 * @module
 */
import * as Plot from "@observablehq/plot";
import { finite, positiveInteger } from "../_demands.ts";
import { requireIterable, requireNumber, requireNumbers } from "../_require.ts";
import { required, settingsOf } from "../_settings.ts";
import { requireWords } from "../_words.ts";
import { apart } from "./_apart.ts";
import { document } from "./_document.ts";
import { ofFigures } from "./_line_frame.ts";
import { looks } from "./_palette.ts";
import { textWidth } from "./_text_width.ts";

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

interface Cell {
  x1: number;
  x2: number;
  y1: number;
  y2: number;
  count: number;
}

function cellsOf(density: Density): Cell[] {
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

function pointOf(point: NamedPoint, name: string): NamedPoint {
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
