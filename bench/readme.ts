/**
 * The text of `bench/README.md`: all numbers in it come from the stored runs.
 *
 * @module
 */
import { deno } from "../tools/shared/deno.ts";
import { type Growth, growthOf } from "./growth.ts";
import { howToRead, howToRepeat, theFiles } from "./guide.ts";
import type { NotMeasured } from "./measurement.ts";
import type { StoredRun } from "./stored_runs.ts";
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
import { worstOf, worstTable } from "./worst.ts";

const titles: { readonly [work in Workload]: string } = {
  "adam": "Adam, float32",
  "adam-bf16-moments": "Adam, moments in bfloat16",
  "memory-bandwidth": "A limit of Adam: memory passed through",
  "memory-bandwidth-bf16-moments":
    "The same with as many bytes as for moments in bfloat16",
  "root-and-division": "A limit of Adam: a root and a division each",
  "softmax-gradient": "The gradient of the softmax's output matrix",
  "training": "A step of training the whole model",
  "product": "The product of two matrices, float64",
  "multiply-add-peak":
    "The limit of the softmax gradient: multiply and add in registers",
};

/** The whole file, formatted: the newest run first. */
export async function readme(runs: readonly StoredRun[]): Promise<string> {
  const text = [
    "# How fast it is",
    `Written by \`deno task bench\` from the tables of all machines seen. One run
measured all of a machine's table: every implementation is a process of its own,
one runs at a time, and they take turns in several rounds, each beginning with
another. A time is the median of these.`,
    "## At worst",
    `Of all machines, that on which this project is furthest behind the fastest peer
there, by the time that it takes over that of the peer.`,
    markdownTable(worstTable(worstOf(runs))),
    ...runs.flatMap(sectionsOf),
    howToRead,
    howToRepeat,
    theFiles,
  ].join("\n\n") + "\n";
  const { stdout } = await deno(["fmt", "--ext=md", "-"], { input: text });
  return stdout;
}

/** All that is known of one machine. */
function sectionsOf(run: StoredRun): string[] {
  const lines = linesOf(run.rows, run.notMeasured);
  return [
    `## ${run.machine.processor}, ${run.machine.cores} cores`,
    machineText(run),
    ...Object.entries(titles).flatMap(([work, title]) =>
      section(title, lines.filter((line) => line.work === work))
    ),
    ...growthText(growthOf(run.rows)),
    ...leftOutText(run.notMeasured),
  ];
}

function machineText({ date, machine, note, rounds, versions }: StoredRun) {
  const { caches, flags, memoryBytes, system } = machine;
  const memory = (memoryBytes / 2 ** 30).toFixed(1);
  const list = Object.entries(versions).map(([name, version]) =>
    `${name} ${version}`
  );
  return [
    `Measured on ${date} in ${rounds} rounds.${note ? ` ${note}` : ""}

- Memory: ${memory} GiB; system: ${system}`,
    `- Caches: ${caches.join(", ") || "not recorded"}`,
    `- Vector instructions: ${flags.join(", ") || "not recorded"}`,
    `- Versions: ${list.join(", ")}`,
  ].join("\n");
}

/** Of the columns, those in which there is something, but for the work. */
function section(title: string, lines: Line[]): string[] {
  if (lines.length === 0) return [];
  const body = lines.map(({ cells }) => cells);
  const shown = head.map((_, i) => i).filter((i) =>
    i > 0 && body.some((row) => row[i] !== "")
  );
  const of = (row: readonly string[]) => shown.map((i) => row[i]!);
  return [`### ${title}`, markdownTable([of(head), ...body.map(of)])];
}

function markdownTable([heads, ...body]: string[][]): string {
  const rule = heads!.map((name) => names.includes(name) ? "---" : "---:");
  return [heads!, rule, ...body].map((row) => `| ${row.join(" | ")} |`)
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
    "### How the cost grows",
    `Nanoseconds for each parameter, and the power of n with which the time of a
step grows. A power of 1 is a cost in proportion to n; above 1 the arrays have
left the caches, below 1 a fixed cost counts.`,
    markdownTable([heads, ...body]),
  ];
}

function leftOutText(notMeasured: NotMeasured[]): string[] {
  if (notMeasured.length === 0) return [];
  const list = reasons(notMeasured).map((reason) => `- ${reason}`).join("\n");
  return ["### What is not here", list];
}
