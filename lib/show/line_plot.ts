/**
 * Lines that are told apart by colour, by dashes and by labels beside them.
 *
 * @module
 */
import { inWords } from "../_require.ts";
import { settingsOf } from "../_settings.ts";
import type { Scale } from "./_axis_ticks.ts";
import { drawLines, type LinePlotLabels } from "./_draw_lines.ts";
import type { LabelledLine, Point } from "./_labelled_line.ts";

export type { LabelledLine, LinePlotLabels, Point, Scale };

/**
 * Draws lines. Each has a colour, dashes, and its label to the right of the
 * frame, where labels are moved apart; names of verticals stand above it. Where
 * the plot is part of a page, pointer and keyboard find the numbers of up to 60 points
 * a line.
 *
 * @param lines The lines, five at most
 * @param options `x` and `y`: what the axes show, with their units. `verticals`:
 * places on the x axis to mark, by what to call them. `xScale` and `yScale`:
 * `"linear"`, as by default, or `"log"`
 * @returns The plot, one SVG element: give it to `figure`
 * @throws {TypeError} If something is missing or of a wrong type
 * @throws {RangeError} If there are no lines, or more than five, a scale is
 * neither of the two, or a coordinate has no place on its axis
 * @example
 * ```ts
 * import { linePlot } from "adam/show";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const points = [1, 2, 3].map((x) => ({ x, y: -x }));
 * const plot = linePlot([{ label: "falls", points }], { x: "x", y: "y" });
 * assertStringIncludes(plot.outerHTML, "falls");
 * ```
 */
export function linePlot(
  lines: readonly LabelledLine[],
  options: LinePlotLabels & { xScale?: Scale; yScale?: Scale },
): SVGSVGElement {
  const action = "draw the plot";
  const none: Readonly<Record<string, number>> = {};
  const linear = "linear" as Scale;
  const defaults = { x: "", y: "", verticals: none };
  const { x, y, verticals, xScale, yScale } = settingsOf(
    action,
    { ...defaults, xScale: linear, yScale: linear },
    options ?? {},
    "options",
  );
  for (const [name, scale] of Object.entries({ xScale, yScale })) {
    if (scale === "linear" || scale === "log") continue;
    throw new RangeError(
      `Cannot ${action} as ${name} must be "linear" or "log": ` +
        `current value is ${
          typeof scale === "string" ? scale : inWords(scale)
        }`,
    );
  }
  return drawLines(action, lines, { x, y, verticals }, {
    x: xScale,
    y: yScale,
  });
}
