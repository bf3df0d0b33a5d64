/**
 * The drawing of the explorable figure, in a notebook's document or a page's.
 *
 * @module
 */
import * as Plot from "@observablehq/plot";
import { biasCorrection, updateMultiplier } from "../../mod.ts";
import { drawnLines, type Lines } from "../_drawn_lines.ts";
import type { Point } from "../_labelled_line.ts";
import { looks } from "../_palette.ts";
import type { Explored } from "./exploration.ts";

/** Where to draw, and how wide. */
export interface Canvas {
  document: Document;
  width: number;
}

/** How wide the figure is where nobody explores it: its letters are then as large as those of others. */
export const usualWidth = 420;

/** Draws what was explored, one SVG element. */
export function drawExplored(
  explored: Explored,
  canvas: Canvas,
): SVGSVGElement {
  const shown = explored.against === "gradient"
    ? againstGradient(explored)
    : againstStep(explored);
  return drawnLines({ ...canvas, fontSize: 14 }, shown);
}

function againstGradient({ epsilon, last, share }: Explored): Lines {
  const size = Math.abs(last.gradient);
  const dots = size > 0 && share > 0 ? [{ x: size, y: share }] : [];
  const least = Math.min(1e-14, ...dots.map(({ x }) => x));
  const most = Math.max(1e2, ...dots.map(({ x }) => x));
  const lowest = Math.min(1e-6, ...dots.map(({ y }) => y));
  const [from, to] = [Math.log10(least), Math.log10(most)];
  const points = Array.from({ length: 129 }, (_, i) => {
    const x = 10 ** (from + (to - from) * i / 128);
    return { x, y: updateMultiplier(x, { epsilon }) };
  }).filter(({ y }) => y >= lowest);
  const isShown = epsilon >= least && epsilon <= most;
  const verticals = {
    ...isShown ? { [`ε = ${epsilon}`]: epsilon } : {},
    ...dots.length > 0 ? { [`g = ${last.gradient}`]: size } : {},
  };
  return {
    lines: [{ label: "step 1: |g| / (|g| + ε)", points }],
    verticals,
    axes: {
      x: { label: "|g|", scale: "log", reach: [least, most] },
      y: {
        label: "|Δ|/η",
        scale: "log",
        reach: [lowest, Math.max(1, share)],
      },
    },
    marks: Plot.dot(dots, {
      x: "x",
      y: "y",
      r: 6,
      fill: looks[1]!.stroke,
      title: ({ x, y }) => `|Δ|/η = ${y} at |g| = ${x}`,
    }),
  };
}

function againstStep({ run, beta1, beta2, step }: Explored): Lines {
  const updates = run.map(({ update }, i) => ({ x: i + 1, y: update }));
  return {
    lines: [
      { label: "Δ/η", points: outline(updates) },
      { label: `1 − ${beta1}ᵗ`, points: sharesOf(beta1, step) },
      { label: `1 − ${beta2}ᵗ`, points: sharesOf(beta2, step) },
    ],
    verticals: {},
    axes: {
      x: { label: "step t", scale: "linear", reach: [1, 4] },
      y: { label: "Δ/η and the shares", scale: "linear", reach: [-1, 1] },
    },
    marks: Plot.ruleY([0]),
  };
}

/** Columns of a drawing that are narrower than a pixel. */
const columns = 700;

/**
 * What can be seen of a line of many points: of those in a column that is
 * narrower than a pixel, the lowest, the highest and the last.
 */
function outline(points: readonly Point[]): readonly Point[] {
  const each = Math.ceil(points.length / columns);
  if (each < 4) return points;
  return Array.from({ length: Math.ceil(points.length / each) }, (_, i) => {
    const some = points.slice(i * each, (i + 1) * each);
    const low = some.reduce((a, b) => b.y < a.y ? b : a);
    const high = some.reduce((a, b) => b.y > a.y ? b : a);
    const kept = new Set([low, high, some.at(-1)!]);
    return [...kept].sort((a, b) => a.x - b.x);
  }).flat();
}

/** The share $1 - \beta^t$ at the first step, the last, and one in each column between. */
function sharesOf(decay: number, steps: number): Point[] {
  const each = Math.ceil(steps / columns);
  const at = (x: number) => ({ x, y: biasCorrection(decay, x) });
  const some = Array.from(
    { length: Math.ceil((steps - 1) / each) },
    (_, i) => at(1 + i * each),
  );
  return [...some, at(steps)];
}
