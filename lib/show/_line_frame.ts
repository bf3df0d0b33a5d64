/**
 * The room in a plot of lines: what surrounds the frame, and where in it a
 * coordinate lies.
 *
 * @module
 */
import type { Wish } from "./_apart.ts";
import { type Domain, type Scale, tickLabels } from "./_axis_ticks.ts";
import { axisTicks } from "./_axis_ticks.ts";
import { namesAbove, type PlacedName } from "./_names_above.ts";
import { textLines, textWidth } from "./_text_width.ts";

/** How large a plot is. */
export interface Size {
  /** Its width, in pixels. */
  readonly width: number;
  /** The size of its letters. */
  readonly fontSize: number;
}

/** Letters that are legible where a phone shrinks the plot. */
export const ofFigures: Size = { width: 480, fontSize: 16 };

/** From a line of text to the next, in units of the font's size. */
export const lineHeight = 1.2;

/** Between the frame and the labels to its right. */
export const leader = 18;

/** An axis: its name, its scale and how far it goes. */
export interface Axis {
  readonly label: string;
  readonly scale: Scale;
  readonly domain: Domain;
}

/** Where things are, in pixels from the top left corner. */
export interface Frame extends Size {
  readonly height: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
  readonly xTicks: readonly number[];
  readonly yTicks: readonly number[];
  readonly xLabel: string;
  readonly yLabel: string;
  /** Where a coordinate lies. */
  readonly place: (axis: "x" | "y", coordinate: number) => number;
  /** The names of the verticals. */
  readonly verticals: readonly PlacedName[];
}

/** Measures a plot: labels to the right of the frame, names of verticals above it. */
export function frameOf(
  { x, y }: { x: Axis; y: Axis },
  labels: readonly (readonly string[])[],
  verticals: Readonly<Record<string, number>>,
  { width, fontSize }: Size,
): Frame {
  const line = lineHeight * fontSize;
  const wide = (lines: readonly string[]) =>
    Math.ceil(fontSize * Math.max(0, ...lines.map(textWidth)));
  const yTicks = axisTicks(y.domain, y.scale, 6);
  const left = wide(tickLabels(yTicks, y.scale)) + 14;
  const right = width - leader - 6 - wide(labels.flat());
  const along = (coordinate: number) =>
    left + (right - left) * share(coordinate, x);
  const xTicks = [7, 6, 5, 4, 3].map((most) =>
    axisTicks(x.domain, x.scale, most)
  ).filter((ticks) => ticks.length >= 3)
    .sort((a, b) => b.length - a.length)
    .find((ticks, i, all) =>
      i === all.length - 1 ||
      haveRoom(
        tickLabels(ticks, x.scale).map((label, i) => ({
          at: along(ticks[i]!),
          size: wide([label]) + 0.5 * fontSize,
        })),
      )
    )!;
  const [xName, yName] = [x, y].map(({ label }) =>
    textLines(label, width / fontSize - 2)
  );
  const placed = namesAbove(
    Object.entries(verticals).map(([name, coordinate]) => ({
      ...{ name, at: along(coordinate) },
      width: wide([name]),
    })),
    width,
  );
  const rows = Math.max(0, ...placed.map(({ row }) => row + 1));
  const top = Math.ceil(12 + line * (yName!.length + rows)) + (rows && 8);
  const needed = Math.ceil(line * labels.flat().length);
  const bottom = top +
    Math.max(Math.round(0.4 * width + 70 - line * rows), needed);
  const height = Math.ceil(bottom + 13 + line * (1 + xName!.length));
  return {
    ...{ width, fontSize, height, top, right, bottom, left, xTicks, yTicks },
    xLabel: xName!.join("\n"),
    yLabel: yName!.join("\n"),
    place: (axis, coordinate) =>
      axis === "x"
        ? along(coordinate)
        : bottom - (bottom - top) * share(coordinate, y),
    verticals: placed,
  };
}

/** How far along its axis a coordinate lies, from 0 to 1. */
function share(coordinate: number, { scale, domain: [low, high] }: Axis) {
  const [from, to, at] = [low, high, coordinate]
    .map(scale === "log" ? Math.log10 : Number);
  return (at! - from!) / (to! - from!);
}

/** Whether labels in a row, from left to right, do not touch. */
function haveRoom(labels: readonly Wish[]): boolean {
  return labels.slice(1).every(({ at, size }, i) =>
    labels[i]!.at + labels[i]!.size / 2 <= at - size / 2
  );
}
