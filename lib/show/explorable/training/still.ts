/**
 * The drawing of a training where nobody can run it: the rows at one step, in a
 * notebook's document.
 *
 * @module
 */
import * as Plot from "@observablehq/plot";
import { looks } from "../../_palette.ts";
import type { Canvas } from "../plot.ts";
import type { Cast, Frame } from "./frame.ts";
import { reachOf } from "./rows_canvas.ts";
import { patience, standsStill } from "./rows_now.ts";

/** A row in the drawing. */
interface Row {
  readonly x: number;
  readonly y: number;
  readonly fromX: number;
  readonly fromY: number;
  readonly isDead: boolean;
  readonly still: boolean;
}

const [live, dead] = looks.map(({ stroke }) => stroke) as [string, string];

/** Draws the rows of a frame, and how far they have come in its trail. */
export function drawStill(
  cast: Cast,
  frame: Frame,
  { document, width }: Canvas,
): SVGSVGElement {
  const rows = rowsOf(cast, frame);
  const reach = reachOf(frame.points, 0);
  const colour = ({ isDead }: Row) => isDead ? dead : live;
  const axis = { domain: [-reach, reach], axis: null };
  const legend = [
    { text: "● live rows", fill: live },
    { text: "◆ dead rows", fill: dead },
    { text: `◇ hardly moved for ${patience} steps`, fill: dead },
    { text: `step ${frame.step}`, fill: "currentColor" },
  ];
  const svg = Plot.plot({
    ...{ document, width, height: width, margin: 1 },
    x: axis,
    y: axis,
    marks: [
      Plot.frame({ strokeOpacity: 0.25, rx: 6 }),
      Plot.ruleX([0], { strokeOpacity: 0.2 }),
      Plot.ruleY([0], { strokeOpacity: 0.2 }),
      Plot.link(rows.filter(({ still }) => !still), {
        ...{ x1: "fromX", y1: "fromY", x2: "x", y2: "y" },
        stroke: colour,
        strokeOpacity: 0.4,
      }),
      Plot.dot(rows.filter(({ isDead }) => !isDead), {
        ...{ x: "x", y: "y", r: 2.5, fill: live },
      }),
      ...[true, false].map((still) =>
        Plot.dot(rows.filter((row) => row.isDead && row.still === still), {
          ...{ x: "x", y: "y", r: 3, symbol: "diamond" },
          ...still
            ? { stroke: dead, strokeWidth: 1, fill: "none" }
            : { fill: dead },
        })
      ),
      ...legend.map(({ text, fill }, i) =>
        Plot.text([text], {
          ...{ frameAnchor: "top-left", dx: 10, dy: 10 + 19 * i },
          ...{ fill, fontSize: 14 },
        })
      ),
    ],
  });
  return svg as unknown as SVGSVGElement;
}

function rowsOf(cast: Cast, frame: Frame): Row[] {
  const { points, trail } = frame;
  const [from = points] = trail;
  return Array.from({ length: cast.rows }, (_, row) => ({
    x: points[2 * row]!,
    y: points[2 * row + 1]!,
    fromX: from[2 * row]!,
    fromY: from[2 * row + 1]!,
    isDead: row >= cast.live,
    still: standsStill(frame, row),
  }));
}
