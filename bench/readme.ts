/**
 * The text of `bench/README.md`: all numbers in it come from a run.
 *
 * @module
 */
import { type Growth, growthOf } from "./growth.ts";
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
import type { Work } from "./workloads.ts";

/** A run that has ended. */
export interface BenchRun {
  date: Date;
  machine: Machine;
  rounds: number;
  results: Results;
  rows: Row[];
}

const works: { readonly [work in Work]: string } = {
  "adam": "Adam, float32",
  "adam-bf16-moments": "Adam, moments in bfloat16",
  "memory-bandwidth": "The limit of Adam: memory passed through",
  "softmax-gradient": "The gradient of the softmax's output matrix",
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
    ...Object.entries(works).flatMap(([work, title]) =>
      section(title, lines.filter((line) => line.work === work))
    ),
    ...growthText(growthOf(rows)),
    ...leftOutText(notMeasured),
    reading,
    repeating,
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

const reading = `## How to read it

- n is the number of parameters, or N x V x d: positions, vocabulary and width
  of the softmax. GFLOP/s count the two products of matrices, 4 N V d.
- GB/s count what a step reads and writes: 28 bytes a parameter, 20 with moments
  in bfloat16. Peers that make temporaries move more than that.
- "to best peer" is the time over that of the fastest peer at the same work, n
  and threads: below 1 it is faster than every peer. This project and the limits
  are no peers.
- "to limit" is the time over what the limit takes at the same n and threads:
  for Adam a loop in WebAssembly that reads and writes the same arrays in the same
  order with one addition each (a loop with fewer bytes is allowed less time), for
  the softmax
  the same number of operations in registers, in SIMD of 128 bits. Native peers
  have wider registers and may be below 1.
- "spread" is the distance between the quartiles over the median. Two times
  within their spread are a tie.
- "peak MB" is by how much the process grew at most, from before its arrays
  were made until the end, in turns with the others; the first steps, which
  compile, are not looked at.
- The logits are within about 9, as at the start of a training. Larger ones make
  probabilities subnormal, for which some processors take a hundred times as long:
  that slows down all peers, but not this project.
- All start from the same numbers, and are measured only if their first steps
  give what the scalar library gives, within 1 %. The bits are compared elsewhere.
- NumPy's ufuncs have one thread. TF.js turns its threads off outside browsers.
  None of these peers offers both moments in bfloat16 beside weights in float32.`;

const repeating = `## How to repeat it

\`\`\`sh
python3 -m venv ~/peers
~/peers/bin/python -m pip install --requirement bench/peers/requirements.txt
deno task bench --python ~/peers/bin/python
\`\`\`

\`deno task bench --json\` prints the rows instead and writes nothing; \`--rounds\`
sets how often each is measured. Peers that are not installed are named above
and left out. Whatever else runs on the machine counts too.`;
