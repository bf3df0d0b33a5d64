/**
 * The drawing of the explorable figure, in a notebook's document or a page's.
 *
 * @module
 */
import * as Plot from "@observablehq/plot";
import { biasCorrection, updateMultiplier } from "../../mod.ts";
import type { Explored } from "./exploration.ts";
import { decadeLabel as tickFormat } from "../_decade_label.ts";

/** Where to draw, and how wide. */
export interface Canvas {
  document: Document;
  width: number;
}

/** Draws what was explored, one SVG element. */
export function drawExplored(
  explored: Explored,
  { document, width }: Canvas,
): SVGSVGElement {
  const height = Math.max(260, Math.round(width * 0.6));
  const options = explored.against === "gradient"
    ? againstGradient(explored)
    : againstStep(explored, { width, height });
  const svg = Plot.plot({ document, width, height, grid: true, ...options });
  svg.setAttribute("font-size", "12");
  return svg as unknown as SVGSVGElement;
}

/** Room for ticks and labels in letters of 12 pixels. */
const margins = { marginTop: 40, marginLeft: 58, marginBottom: 44 };

/** Words on a halo of the ground, so that lines do not cross them. */
const words = {
  fontSize: 12,
  stroke: "var(--plot-background)",
  strokeWidth: 4,
  fill: "currentColor",
};

function againstGradient({ epsilon, last, share }: Explored): Plot.PlotOptions {
  const size = Math.abs(last.gradient);
  const dots = size > 0 && share > 0 ? [{ x: size, y: share }] : [];
  const least = Math.min(1e-14, ...dots.map(({ x }) => x));
  const most = Math.max(1e2, ...dots.map(({ x }) => x));
  const lowest = Math.min(1e-6, ...dots.map(({ y }) => y));
  const [from, to] = [Math.log10(least), Math.log10(most)];
  const curve = Array.from({ length: 129 }, (_, i) => {
    const x = 10 ** (from + (to - from) * i / 128);
    return { x, y: updateMultiplier(x, { epsilon }) };
  }).filter(({ y }) => y >= lowest);
  const constant = epsilon >= least && epsilon <= most ? [epsilon] : [];
  return {
    ...margins,
    x: { type: "log", label: "|g|", domain: [least, most], tickFormat },
    y: {
      type: "log",
      label: "|Δ|/η",
      domain: [lowest, Math.max(1, share)],
      tickFormat,
    },
    marks: [
      Plot.ruleX(constant, { strokeDasharray: "1 3" }),
      Plot.ruleX(dots, { x: "x", strokeDasharray: "7 3" }),
      Plot.line(curve, { x: "x", y: "y", strokeWidth: 2 }),
      Plot.text(constant, {
        ...words,
        x: (value) => value,
        frameAnchor: "bottom",
        text: (value) => `ε = ${value}`,
        ...beside(epsilon),
        dy: -8,
      }),
      Plot.text(curve.slice(-1), {
        ...words,
        x: "x",
        y: "y",
        text: () => "step 1: |g| / (|g| + ε)",
        textAnchor: "end",
        dy: -12,
      }),
      Plot.dot(dots, {
        x: "x",
        y: "y",
        r: 6,
        fill: "currentColor",
        title: ({ x, y }) => `|Δ|/η = ${y} at |g| = ${x}`,
      }),
      Plot.text(dots, {
        ...words,
        x: "x",
        y: "y",
        text: () => `g = ${last.gradient}`,
        ...beside(size),
        dy: 16,
      }),
    ],
  };
}

/** To the right of what stands on the left, and the other way round. */
function beside(x: number): Plot.TextOptions {
  return x < 1e-6
    ? { textAnchor: "start", dx: 9 }
    : { textAnchor: "end", dx: -9 };
}

function againstStep(
  { run, beta1, beta2, step }: Explored,
  { width, height }: { width: number; height: number },
): Plot.PlotOptions {
  const lines = [
    { label: "Δ/η", values: run.map(({ update }) => update) },
    { label: `1 − ${beta1}ᵗ`, values: sharesOf(beta1, step) },
    { label: `1 − ${beta2}ᵗ`, values: sharesOf(beta2, step) },
  ];
  const updates = lines[0]!.values;
  const domain = [
    updates.reduce((a, b) => Math.min(a, b), -1),
    updates.reduce((a, b) => Math.max(a, b), 1),
  ] as const;
  const ends = lines.map(({ values }) => ({ x: step, y: values.at(-1)! }));
  const places = apart(
    ends.map(({ y }) => y),
    (domain[1] - domain[0]) * 18 / (height - 84),
  );
  const lastTick = Math.max(2, step);
  return {
    ...margins,
    marginRight: 96,
    x: {
      label: "step t",
      domain: [1, lastTick],
      ticks: Math.min(Math.floor(width / 90), lastTick - 1),
    },
    y: { label: "Δ/η and the shares", domain, nice: true },
    marks: [
      Plot.ruleY([0]),
      lines.map(({ values }, i) =>
        Plot.line(values, {
          x: (_, t) => t + 1,
          y: (value) => value,
          strokeWidth: 2,
          strokeDasharray: dashes[i]!,
        })
      ),
      Plot.dot(ends, {
        x: "x",
        y: "y",
        r: 4,
        fill: "currentColor",
        title: ({ x, y }, i) => `${lines[i]!.label} = ${y} at step ${x}`,
      }),
      Plot.text(lines, {
        ...words,
        x: () => step,
        y: (_, i) => places[i]!,
        text: "label",
        textAnchor: "start",
        dx: 9,
      }),
    ],
  };
}

const dashes = ["none", "7 3", "2 3"];

function sharesOf(decay: number, steps: number): number[] {
  return Array.from({ length: steps }, (_, i) => biasCorrection(decay, i + 1));
}

/** Moves numbers up, the lowest first, until there is a gap between any two. */
function apart(numbers: readonly number[], gap: number): number[] {
  const moved = [...numbers];
  const order = numbers.map((_, i) => i).sort((a, b) => moved[a]! - moved[b]!);
  for (const [i, at] of order.entries()) {
    const below = moved[order[i - 1]!] ?? -Infinity;
    moved[at] = Math.max(moved[at]!, below + gap);
  }
  return moved;
}
