/**
 * The text of `bench/README.md`: all numbers in it come from a run.
 *
 * @module
 */
import { type Growth, growthOf } from "./growth.ts";
import { howToRead, howToRepeat, theFiles } from "./guide.ts";
import type { Machine } from "./machine.ts";
import type { NotMeasured, Results } from "./measurement.ts";
import type { Row } from "./rows.ts";
import {
  countOf,
  digits,
  head,
  type Line,
  linesOf,
  names,
  reasons,
} from "./table_lines.ts";
import type { Workload } from "./workloads.ts";

/** A run that has ended. */
export interface BenchRun {
  date: Date;
  machine: Machine;
  rounds: number;
  results: Results;
  rows: Row[];
}

const titles: { readonly [work in Workload]: string } = {
  "adam": "Adam, float32",
  "adam-bf16-moments": "Adam, moments in bfloat16",
  "memory-bandwidth": "The limit of Adam: memory passed through",
  "softmax-gradient": "The gradient of the softmax's output matrix",
  "training": "A step of training the whole model",
  "multiply-add-peak":
    "The limit of the softmax gradient: multiply and add in registers",
};

/** The whole file. */
export function readme(run: BenchRun): string {
  const { results: { measured, notMeasured }, rows } = run;
  const lines = linesOf(rows, notMeasured);
  const versions = measured.map((one) => one.versions);
  return [
    "# How fast it is",
    `Written by \`deno task bench\` on ${run.date.toISOString().slice(0, 10)}.
One run measured all of this: every implementation is a process of its own, one
runs at a time, and they take turns in ${run.rounds} rounds, each beginning with
another. A time is the median of these.`,
    machineText(run.machine, Object.assign({}, ...versions)),
    ...Object.entries(titles).flatMap(([work, title]) =>
      section(title, lines.filter((line) => line.work === work))
    ),
    ...growthText(growthOf(rows)),
    ...leftOutText(notMeasured),
    howToRead,
    howToRepeat,
    theFiles,
  ].join("\n\n") + "\n";
}

function machineText(machine: Machine, versions: Record<string, string>) {
  const memory = (machine.memoryBytes / 2 ** 30).toFixed(1);
  const list = Object.entries(versions).map(([name, version]) =>
    `${name} ${version}`
  );
  return `- Machine: ${machine.processor}, ${machine.cores} cores, ${memory} GiB of memory,
  ${machine.system}
- Versions: ${list.join(", ")}`;
}

/** Of the columns, those in which there is something, but for the work. */
function section(title: string, lines: Line[]): string[] {
  if (lines.length === 0) return [];
  const body = lines.map(({ cells }) => cells);
  const shown = head.map((_, i) => i).filter((i) =>
    i > 0 && body.some((row) => row[i] !== "")
  );
  const of = (row: readonly string[]) => shown.map((i) => row[i]!);
  return [`## ${title}`, markdownTable(of(head), body.map(of))];
}

function markdownTable(heads: string[], body: string[][]): string {
  const rule = heads.map((name) => names.includes(name) ? "---" : "---:");
  return [heads, rule, ...body].map((row) => `| ${row.join(" | ")} |`)
    .join("\n");
}

function growthText(growth: Growth[]): string[] {
  if (growth.length === 0) return [];
  const counts = new Set(
    growth.flatMap((one) => [...one.nanosecondsPerParameter.keys()]),
  );
  const heads = [
    ...["work", "implementation", "threads"],
    ...[...counts].map((n) => `ns at ${countOf(n)}`),
    "slope",
  ];
  const body = growth.map((one) => [
    ...[one.work, one.implementation, `${one.threads}`],
    ...[...counts].map((n) => digits(one.nanosecondsPerParameter.get(n))),
    digits(one.slope),
  ]);
  return [
    "## How the cost grows",
    `Nanoseconds for each parameter, and the power of n with which the time of a
step grows. A power of 1 is a cost in proportion to n; above 1 the arrays have
left the caches, below 1 a fixed cost counts.`,
    markdownTable(heads, body),
  ];
}

function leftOutText(notMeasured: NotMeasured[]): string[] {
  if (notMeasured.length === 0) return [];
  const list = reasons(notMeasured).map((reason) => `- ${reason}`).join("\n");
  return ["## What is not here", list];
}
