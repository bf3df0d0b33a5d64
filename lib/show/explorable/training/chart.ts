/**
 * A small chart of a training over its steps, drawn into an SVG element of the
 * page again and again: what has not changed is left as it is.
 *
 * @module
 */
import type { TrainingRecord } from "../../../training/mod.ts";
import type { Cast } from "./frame.ts";
import { perNumber } from "./story.ts";

/** Whose numbers a line shows; the style of the page tells them apart. */
export type Whose = "live" | "dead" | "dead-mean" | "all";

/** What a chart shows. */
export interface Chart {
  /** What it shows, in words. */
  readonly title: string;
  /** Whether its axis is logarithmic; if it is not, it goes from 0 to 1. */
  readonly isLog: boolean;
  /** Whether a value can be zero, which gets a place of its own below the axis. */
  readonly hasZero: boolean;
  /** Its lines. */
  readonly lines: Partial<
    Record<Whose, (record: TrainingRecord, cast: Cast) => number>
  >;
  /** A value to compare them with. */
  readonly rule?: (cast: Cast) => { readonly label: string; value: number };
}

/** The charts, in the order in which they stand. */
export const charts: readonly Chart[] = [
  {
    title: "gradient per number",
    isLog: true,
    hasZero: false,
    lines: {
      "live": (record, cast) => perNumber(record.liveGradientMean, cast),
      "dead-mean": (record, cast) => perNumber(record.deadGradientMean, cast),
      "dead": (record, cast) => perNumber(record.deadGradientMedian, cast),
    },
    rule: ({ settings }) => ({ label: "ε", value: settings.epsilon }),
  },
  {
    title: "move per number",
    isLog: true,
    hasZero: true,
    lines: {
      "live": (record, cast) => perNumber(record.liveMoveMean, cast),
      "dead-mean": (record, cast) => perNumber(record.deadMoveMean, cast),
      "dead": (record, cast) => perNumber(record.deadMoveMedian, cast),
    },
    rule: ({ settings }) => ({ label: "η", value: settings.learningRate }),
  },
  {
    title: "share of dead rows that a step leaves as they are",
    isLog: false,
    hasZero: false,
    lines: { "dead": ({ deadStill }) => deadStill },
  },
  {
    title: "loss",
    isLog: true,
    hasZero: false,
    lines: { "all": ({ loss }) => loss },
  },
];

/** Where on the axis of steps, and on that of values, something stands. */
interface Scales {
  readonly x: (step: number) => number;
  readonly y: (value: number) => number;
  readonly steps: readonly [number, number];
  readonly values: readonly [number, number];
}

const margin = { top: 8, right: 20, bottom: 18, left: 44 };

/** How high a chart is. */
export const chartHeight = 116;

/** In a chart that is no wider the numbers of steps have no room for a word. */
const narrow = 200;

/** Room for zero, below the least value that has a logarithm. */
const zeroRoom = 14;

/** One chart in the page. */
export class DrawnChart {
  readonly #svg: SVGSVGElement;
  readonly #chart: Chart;
  readonly #grid: Element;
  readonly #rule: Element;
  readonly #paths = new Map<Whose, Element>();
  /** What the axes were drawn for. */
  #drawn = "";

  constructor(svg: SVGSVGElement, chart: Chart) {
    this.#svg = svg;
    this.#chart = chart;
    const add = (name: string, className: string) => {
      const element = svg.ownerDocument.createElementNS(svg.namespaceURI, name);
      element.setAttribute("class", className);
      svg.append(element);
      return element;
    };
    this.#grid = add("g", "grid");
    this.#rule = add("g", "rule");
    for (const whose of Object.keys(chart.lines) as Whose[]) {
      this.#paths.set(whose, add("path", `line ${whose}`));
    }
  }

  /** Draws the lines of some records, as wide as the chart is. */
  draw(cast: Cast, records: readonly TrainingRecord[], width: number): void {
    const { lines, rule } = this.#chart;
    const all = Object.entries(lines) as [
      Whose,
      (record: TrainingRecord, cast: Cast) => number,
    ][];
    const values = all.map(([whose, valueOf]) => ({
      whose,
      values: records.map((record) => valueOf(record, cast)),
    }));
    const ruled = rule?.(cast);
    const scales = scalesOf(
      this.#chart,
      records,
      [
        ...values.flatMap(({ values }) => values),
        ...ruled ? [ruled.value, ruled.value / 2] : [],
      ],
      width,
    );
    this.#drawAxes(scales, width, ruled);
    for (const { whose, values: along } of values) {
      this.#paths.get(whose)!.setAttribute("d", pathOf(records, along, scales));
    }
  }

  #drawAxes(
    scales: Scales,
    width: number,
    ruled: { label: string; value: number } | undefined,
  ): void {
    const { x, y, steps, values } = scales;
    const asked = [steps, values, width, ruled?.value].join();
    if (asked === this.#drawn) return;
    this.#drawn = asked;
    const { isLog, hasZero } = this.#chart;
    this.#svg.setAttribute("width", `${width}`);
    this.#svg.setAttribute("height", `${chartHeight}`);
    const right = width - margin.right;
    const across = (height: number, label: string) =>
      `<line x1="${margin.left}" x2="${right}" y1="${height}" y2="${height}"/>` +
      `<text x="${margin.left - 6}" y="${
        height + 4
      }" text-anchor="end">${label}</text>`;
    const ticks = isLog ? powers(values, 3) : [0, 0.5, 1];
    const labels = isLog ? ticks.map(powerText) : ["0", "½", "1"];
    const bottom = chartHeight - margin.bottom;
    const first = width < narrow ? "1" : "step 1";
    this.#grid.innerHTML = [
      ...ticks.map((tick, i) => across(y(tick), labels[i]!)),
      ...hasZero ? [across(bottom, "0")] : [],
      ...powers(steps, 6).map((step) =>
        `<text x="${x(step)}" y="${chartHeight - 4}" text-anchor="${
          step === 1 ? "start" : "middle"
        }">${step === 1 ? first : step}</text>`
      ),
    ].join("");
    this.#rule.innerHTML = ruled && ruled.value > 0
      ? `<line x1="${margin.left}" x2="${right}" y1="${y(ruled.value)}" y2="${
        y(ruled.value)
      }"/><text x="${right + 5}" y="${
        y(ruled.value) + 4
      }">${ruled.label}</text>`
      : "";
  }
}

function scalesOf(
  { isLog, hasZero }: Chart,
  records: readonly TrainingRecord[],
  values: readonly number[],
  width: number,
): Scales {
  const last = records.at(-1)?.step ?? 1;
  const decades = Math.max(2, Math.ceil(2 * Math.log10(last) - 1e-9) / 2);
  const steps = [1, 10 ** decades] as const;
  const shown = isLog ? logReach(values) : [0, 1] as const;
  const [low, high] = isLog ? shown.map(Math.log10) : shown;
  const bottom = chartHeight - margin.bottom - (hasZero ? zeroRoom : 0);
  const unit = (width - margin.left - margin.right) / decades;
  return {
    steps,
    values: shown,
    x: (step) => round(margin.left + unit * Math.log10(step)),
    y: (value) => {
      if (isLog && !(value > 0)) return chartHeight - margin.bottom;
      const place = ((isLog ? Math.log10(value) : value) - low!) /
        (high! - low!);
      return round(bottom - place * (bottom - margin.top));
    },
  };
}

/** Whole powers of ten around all values that have a logarithm. */
function logReach(values: readonly number[]): readonly [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (!(value > 0) || value === Infinity) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (low === Infinity) return [1, 10];
  const from = Math.floor(Math.log10(low) + 1e-9);
  const to = Math.ceil(Math.log10(high) - 1e-9);
  return [10 ** from, 10 ** Math.max(to, from + 1)];
}

/** Some powers of ten, evenly spaced, no more than so many gaps. */
function powers(
  [low, high]: readonly [number, number],
  gaps: number,
): number[] {
  const from = Math.ceil(Math.log10(low) - 1e-9);
  const to = Math.floor(Math.log10(high) + 1e-9);
  const each = Math.max(1, Math.ceil((to - from) / gaps));
  const count = Math.floor((to - from) / each) + 1;
  return Array.from({ length: count }, (_, i) => 10 ** (to - i * each))
    .reverse();
}

const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

function powerText(power: number): string {
  const exponent = Math.round(Math.log10(power));
  if (exponent >= 0 && exponent < 3) return `${Number(power.toPrecision(1))}`;
  const digits = [...`${Math.abs(exponent)}`]
    .map((digit) => superscripts[Number(digit)]).join("");
  return `10${exponent < 0 ? "⁻" : ""}${digits}`;
}

function pathOf(
  records: readonly TrainingRecord[],
  values: readonly number[],
  { x, y }: Scales,
): string {
  let path = "";
  for (const [i, { step }] of records.entries()) {
    const value = values[i]!;
    if (Number.isNaN(value)) continue;
    path += `${path === "" ? "M" : "L"}${x(step)},${y(value)}`;
  }
  return path;
}

function round(coordinate: number): number {
  return Math.round(10 * coordinate) / 10;
}
