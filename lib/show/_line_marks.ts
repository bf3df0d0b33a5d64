/**
 * What is drawn in a plot of lines.
 *
 * @module
 */
import * as Plot from "@observablehq/plot";
import simplify from "simplify-js";
import { apart } from "./_apart.ts";
import type { LabelledLine, Point } from "./_labelled_line.ts";
import { type Frame, leader, lineHeight } from "./_line_frame.ts";
import { looks } from "./_palette.ts";

/** How many points of a line tell their numbers. */
const tellingPoints = 60;

/** What is closer than this to a straight line is drawn as one, in pixels. */
const straight = 0.15;

const at = { x: "x", y: "y" } as const;

/** A line with its look, and a dot where it ends. */
export function lineMarks(
  lines: readonly LabelledLine[],
  frame: Frame,
): Plot.Markish[] {
  return lines.map(({ points }, i) => [
    Plot.line(corners(points, frame), {
      ...at,
      ...looks[i]!,
      strokeWidth: 2.5,
      strokeLinejoin: "round",
    }),
    Plot.dot(points.slice(-1), { ...at, r: 4, fill: looks[i]!.stroke }),
  ]);
}

/** The points without those that change nothing that could be seen. */
function corners(points: readonly Point[], { place }: Frame): Point[] {
  const placed = points.map((point) => ({
    x: place("x", point.x),
    y: place("y", point.y),
    point,
  }));
  return simplify(placed, straight, true)
    .map((corner) => (corner as typeof placed[number]).point);
}

/** Nothing to see, but the numbers of a point where the pointer rests. */
export function tellingMarks(lines: readonly LabelledLine[]): Plot.Markish[] {
  return lines.map(({ label, points }, i) =>
    Plot.dot(someOf(points), {
      ...at,
      r: 6,
      fill: looks[i]!.stroke,
      fillOpacity: 0,
      title: (point: Point) => `${label}: ${point.y} at ${point.x}`,
    })
  );
}

function someOf<T>(points: readonly T[]): T[] {
  const step = Math.ceil(points.length / tellingPoints);
  return points.filter((_, i) => i % step === 0);
}

/**
 * The labels to the right of the frame, moved apart where lines end close to
 * each other, and what leads from the ends to them.
 */
export function labelMarks(
  lines: readonly LabelledLine[],
  labels: readonly (readonly string[])[],
  frame: Frame,
): Plot.Markish[] {
  const { place, right, top, bottom, fontSize } = frame;
  const line = lineHeight * fontSize;
  const ends = lines.map(({ points }) => ({
    x: place("x", points.at(-1)!.x),
    y: place("y", points.at(-1)!.y),
  }));
  const middles = apart(
    ends.map(({ y }, i) => ({ at: y, size: line * labels[i]!.length + 4 })),
    top,
    bottom,
  );
  return [
    (_index, _scales, _values, _dimensions, { document }) => {
      const group = document.createElementNS(svgName, "g");
      group.setAttribute("fill", "none");
      for (const [i, { x, y }] of ends.entries()) {
        const path = document.createElementNS(svgName, "path");
        const end = `${right + leader - 4},${middles[i]}`;
        path.setAttribute("d", `M${x},${y}H${right}L${end}`);
        path.setAttribute("stroke", looks[i]!.stroke);
        group.append(path);
      }
      return group;
    },
    labels.map((label, i) =>
      Plot.text([label.join("\n")], {
        text: (words) => words,
        frameAnchor: "top-right",
        textAnchor: "start",
        lineAnchor: "middle",
        lineHeight,
        dx: leader,
        dy: middles[i]! - top,
      })
    ),
  ];
}

const svgName = "http://www.w3.org/2000/svg";

/** Dotted lines from the bottom of the frame to the names above it. */
export function verticalMarks(
  verticals: Readonly<Record<string, number>>,
  frame: Frame,
): Plot.Markish[] {
  return frame.verticals.map(({ name, start, width, row }) => {
    const above = 10 + lineHeight * frame.fontSize * row;
    return [
      Plot.ruleX([verticals[name]!], {
        strokeDasharray: "1 4",
        strokeWidth: 1.5,
        strokeLinecap: "round",
        insetTop: -above,
      }),
      Plot.text([name], {
        text: (words) => words,
        frameAnchor: "top-left",
        textAnchor: "middle",
        lineAnchor: "bottom",
        dx: start + width / 2 - frame.left,
        dy: -above - 2,
      }),
    ];
  });
}
