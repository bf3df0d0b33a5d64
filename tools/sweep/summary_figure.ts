/**
 * When the dead rows of each combination of settings changed last, as a figure.
 *
 * @module
 */
import * as Plot from "@observablehq/plot";
import { figure, jupyterDisplay } from "adam/show";
import { summary } from "adam/statistics";
import type { Combination } from "./summary.ts";

/** How many combinations a figure shows: beyond that it is longer than anybody scrolls. */
const mostShown = 100;

/**
 * Draws a line for each combination, from the first dead row to the last, by the
 * medians over the seeds, and on it a dot for the median row of each seed.
 *
 * @param combinations The combinations
 * @returns An SVG file
 */
export async function summaryFigure(
  combinations: readonly Combination[],
): Promise<string> {
  const shown = combinations.slice(0, mostShown);
  const ranges = shown.map(({ name, seeds }) => ({
    name,
    from: summary(seeds.map((seed) => seed.lastChangeMin)).median,
    to: summary(seeds.map((seed) => seed.lastChangeMax)).median,
  }));
  const dots = shown.flatMap(({ name, seeds }) =>
    seeds.map(({ lastChangeMedian }) => ({ name, step: lastChangeMedian }))
  );
  const names = shown.map(({ name }) => name);
  const widest = Math.max(...names.map((name) => name.length));
  const plot = Plot.plot({
    width: 460 + 7 * widest,
    height: 70 + 18 * names.length,
    marginLeft: 20 + 7 * widest,
    marginBottom: 45,
    x: { label: "the last step that changed the row", grid: true, nice: true },
    y: { label: null, domain: names, type: "point" },
    marks: [
      Plot.link(ranges, {
        ...{ x1: "from", x2: "to", y1: "name", y2: "name" },
        ...{ stroke: "#888", strokeWidth: 2 },
      }),
      Plot.dot(dots, { x: "step", y: "name", fill: "#1f5fa8", r: 3.5 }),
    ],
  });
  const left = combinations.length - shown.length;
  const shownFile = await figure(plot, {
    alt: `A row for each of ${shown.length} combinations of settings` +
      (left > 0 ? ` (${left} more are not drawn)` : "") +
      ": a line from the step that changed the first dead row for the last time" +
      " to that of the last row, as medians over the seeds, and a dot for the" +
      " median dead row of each seed.",
    caption: "When dead rows changed last",
  })[jupyterDisplay]();
  return shownFile["image/svg+xml"]!;
}
