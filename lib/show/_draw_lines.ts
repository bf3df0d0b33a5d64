/**
 * Lines and words that are checked before they are drawn.
 *
 * @module
 */
import { requireNumber, requireRecord } from "../_require.ts";
import { requireWords } from "../_words.ts";
import type { Scale } from "./_axis_ticks.ts";
import { document } from "./_document.ts";
import { type LabelledLine, requireLines, shownOn } from "./_labelled_line.ts";
import { ofFigures } from "./_line_frame.ts";
import { drawnLines } from "./_drawn_lines.ts";

/** What stands around the lines of a plot. */
export interface LinePlotLabels {
  /** What the x axis shows, with its unit. */
  readonly x: string;
  /** What the y axis shows, with its unit. */
  readonly y: string;
  /** Places on the x axis to mark, by what to call them. */
  readonly verticals?: Readonly<Record<string, number>>;
}

/** Draws lines, unless they or the words around them are wrong. */
export function drawLines(
  action: string,
  lines: readonly LabelledLine[],
  { x, y, verticals }: Required<LinePlotLabels>,
  scales: { x: Scale; y: Scale },
): SVGSVGElement {
  requireWords(action, { x, y });
  requireRecord(action, "verticals", verticals);
  for (const [name, place] of Object.entries(verticals)) {
    requireNumber(action, `verticals["${name}"]`, place, shownOn[scales.x]);
  }
  requireLines(action, lines, scales);
  return drawnLines({ document, ...ofFigures }, {
    lines,
    verticals,
    axes: {
      x: { label: x, scale: scales.x, reach: Object.values(verticals) },
      y: { label: y, scale: scales.y, reach: [] },
    },
  });
}
