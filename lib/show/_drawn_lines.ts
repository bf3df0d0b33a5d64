/**
 * The drawing of lines on axes of any kind.
 *
 * @module
 */
import * as Plot from "@observablehq/plot";
import { type Domain, type Scale, tickLabels } from "./_axis_ticks.ts";
import type { LabelledLine } from "./_labelled_line.ts";
import { type Axis, frameOf, type Size } from "./_line_frame.ts";
import {
  labelMarks,
  lineMarks,
  tellingMarks,
  verticalMarks,
} from "./_line_marks.ts";
import { textLines } from "./_text_width.ts";

/** How wide a label may be before its words go on in the next line, in units of the font's size. */
const widestLabel = 7.5;

/** What a plot of lines shows. */
export interface Lines {
  readonly lines: readonly LabelledLine[];
  readonly verticals: Readonly<Record<string, number>>;
  /** The axes; `reach`: coordinates that are on it whatever the lines do. */
  readonly axes: Record<"x" | "y", {
    readonly label: string;
    readonly scale: Scale;
    readonly reach: readonly number[];
  }>;
  /** What else is drawn. */
  readonly marks?: Plot.Markish;
}

/** Draws lines in a document, which may be that of a page. */
export function drawnLines(
  canvas: Size & { document: Document },
  { lines, verticals, axes, marks }: Lines,
): SVGSVGElement {
  const labels = lines.map(({ label }) => textLines(label, widestLabel));
  const axis = (name: "x" | "y"): Axis => {
    const { label, scale, reach } = axes[name];
    const drawn = lines.flatMap(({ points }) => points.map((p) => p[name]));
    const domain = domainOf([...drawn, ...reach], scale, narrow[name]);
    return {
      label,
      scale,
      domain: name === "x" ? domain : roomy(domain, scale),
    };
  };
  const [x, y] = [axis("x"), axis("y")];
  const frame = frameOf({ x, y }, labels, verticals, canvas);
  const shared = ({ scale, domain }: Axis, ticks: readonly number[]) => {
    const labels = tickLabels(ticks, scale);
    const tickFormat = (tick: number) => labels[ticks.indexOf(tick)]!;
    return { type: scale, domain, grid: true, ticks, tickFormat };
  };
  const svg = Plot.plot({
    ...canvas,
    height: frame.height,
    marginTop: frame.top,
    marginRight: frame.width - frame.right,
    marginBottom: frame.height - frame.bottom,
    marginLeft: frame.left,
    x: { ...shared(x, frame.xTicks), label: frame.xLabel, tickPadding: 6 },
    y: { ...shared(y, frame.yTicks), label: frame.yLabel },
    marks: [
      verticalMarks(verticals, frame),
      lineMarks(lines, frame),
      marks,
      labelMarks(lines, labels, frame),
      tellingMarks(lines),
    ],
  });
  svg.setAttribute("font-size", `${canvas.fontSize}`);
  return svg as unknown as SVGSVGElement;
}

/** Shares of a coordinate that labels in a row, or above each other, can hardly tell apart. */
const narrow = { x: 1e-3, y: 1e-5 };

/** From the least to the greatest; or around both if labels could not tell them apart. */
function domainOf(
  coordinates: readonly number[],
  scale: Scale,
  narrow: number,
): Domain {
  const low = coordinates.reduce((a, b) => Math.min(a, b));
  const high = coordinates.reduce((a, b) => Math.max(a, b));
  const isNarrow =
    high - low <= narrow * Math.max(Math.abs(low), Math.abs(high));
  if (!isNarrow) return [low, high];
  if (scale === "log") return [low / 2 || low, Math.min(2 * high, most)];
  const room = Math.abs(low) / 2 || 1;
  return [Math.max(low - room, -most), Math.min(high + room, most)];
}

const most = Number.MAX_VALUE;

/** Some room above the highest point and below the lowest, as far as there are numbers. */
function roomy([low, high]: Domain, scale: Scale): Domain {
  if (scale === "linear") {
    const room = 0.04 * (high - low);
    return room < Infinity && Math.max(-low, high) + room < Infinity
      ? [low - room, high + room]
      : [low, high];
  }
  const room = (high / low) ** 0.04;
  return low / room > 0 && high * room < Infinity
    ? [low / room, high * room]
    : [low, high];
}
