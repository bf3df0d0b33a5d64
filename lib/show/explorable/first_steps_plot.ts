/**
 * The drawing of the first step of four libraries, in a notebook's document or
 * a page's.
 *
 * @module
 */
import * as Plot from "@observablehq/plot";
import { logSpaced } from "../../statistics/log_spaced.ts";
import { drawnLines } from "../_drawn_lines.ts";
import { looks } from "../_palette.ts";
import { firstSteps, type LibraryStep } from "./first_steps.ts";
import type { Canvas } from "./plot.ts";

/** The least and the greatest gradient that is drawn. */
export const reach: readonly [number, number] = [1e-14, 1e2];

/** The lines, each called as the libraries that it cannot tell apart. */
const labels: Readonly<Record<string, string>> = {
  "PyTorch": "PyTorch, Optax",
  "TF.js": "TF.js",
  "Keras": "Keras",
};

const curves = logSpaced(...reach, 129).map((x) => ({
  x,
  shares: firstSteps(x),
}));

/** Draws how far each library moves a weight, against the gradient, with the place of one gradient. */
export function drawFirstSteps(
  gradient: number,
  steps: readonly LibraryStep[],
  canvas: Canvas,
): SVGSVGElement {
  const shareOf = (all: readonly LibraryStep[], name: string) =>
    all.find(({ library }) => library === name)!.share;
  const names = Object.keys(labels);
  const dots = names.map((name, i) => ({
    x: gradient,
    y: shareOf(steps, name),
    fill: looks[i]!.stroke,
  })).filter(({ y }) => y >= least);
  return drawnLines({ ...canvas, fontSize: 14 }, {
    lines: names.map((name) => ({
      label: labels[name]!,
      points: curves.map(({ x, shares }) => ({ x, y: shareOf(shares, name) }))
        .filter(({ y }) => y >= least),
    })),
    verticals: {
      [`ε = ${steps[0]!.epsilon}`]: steps[0]!.epsilon,
      [`|g| = ${gradient}`]: gradient,
    },
    axes: {
      x: { label: "|g|", scale: "log", reach },
      y: { label: "|Δ|/η", scale: "log", reach: [least, 1] },
    },
    marks: Plot.dot(dots, { x: "x", y: "y", r: 6, fill: "fill" }),
  });
}

/** Shares below this are not drawn. */
const least = 1e-8;
