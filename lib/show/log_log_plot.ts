/**
 * Lines on two logarithmic axes.
 *
 * @module
 */
import { settingsOf } from "../_settings.ts";
import { drawLines, type LinePlotLabels } from "./_draw_lines.ts";
import type { LabelledLine } from "./_labelled_line.ts";

/**
 * Draws lines on two logarithmic axes, as `linePlot` does.
 *
 * @param lines The lines, five at most
 * @param labels `x` and `y`: what the axes show, with their units. `verticals`:
 * places on the x axis to mark, by what to call them
 * @returns The plot, one SVG element: give it to `figure`
 * @throws {TypeError} If something is missing or of a wrong type
 * @throws {RangeError} If there are no lines, or more than five, or a
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
  labels: LinePlotLabels,
): SVGSVGElement {
  const action = "draw the plot";
  const none: Readonly<Record<string, number>> = {};
  const words = settingsOf(
    action,
    { x: "", y: "", verticals: none },
    labels ?? {},
    "labels",
  );
  return drawLines(action, lines, words, { x: "log", y: "log" });
}
