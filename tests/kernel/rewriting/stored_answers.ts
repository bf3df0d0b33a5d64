/**
 * What Deno's own kernel does with programs, as it was stored: it is the same
 * each time, and to ask it again is a third of the cost of these tests.
 *
 * @module
 */
import { createHash } from "node:crypto";
import type { Run } from "./both_kernels.ts";

/** Where they stand: a line with the version of Deno, then a line for each program. */
const file = new URL(
  "../../../data/deno_kernel_answers.jsonl",
  import.meta.url,
);

/** What Deno's own kernel did in each cell of a program, by the key of the program. */
export type Answers = Map<string, Run[]>;

/** By what the answers to a program are found. */
export function keyOf(cells: readonly string[]): string {
  const hash = createHash("sha256").update(JSON.stringify(cells));
  return hash.digest("base64url").slice(0, 12);
}

/** A program as it is stored: its key, and of each cell the outputs, and the error if there was one. */
type Line = [
  key: string,
  ...runs: [outputs: string[][], error?: [name: string, message: string]][],
];

/** The stored answers; none if another version of Deno gave them. */
export function readAnswers(): Answers {
  const [version, ...lines] = Deno.readTextFileSync(file).trim().split("\n");
  if (JSON.parse(version!).deno !== Deno.version.deno) return new Map();
  return new Map(lines.map((line) => {
    const [key, ...runs] = JSON.parse(line) as Line;
    return [
      key,
      runs.map(([outputs, error = null]) => ({
        status: error ? "error" : "ok",
        error,
        outputs,
      })),
    ];
  }));
}

/** Stores the answers in place of those before, sorted, so that little changes. */
export function writeAnswers(answers: Answers): void {
  const lines = [...answers].map(([key, runs]) =>
    JSON.stringify([
      key,
      ...runs.map(({ outputs, error }) => error ? [outputs, error] : [outputs]),
    ])
  ).sort();
  const version = JSON.stringify({ deno: Deno.version.deno });
  Deno.writeTextFileSync(file, `${[version, ...lines].join("\n")}\n`);
}
