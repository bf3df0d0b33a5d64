/**
 * Asks Deno's own kernel what it does with each listed kind of cells and with the
 * generated programs, in about a minute, and writes data/deno_kernel_answers.jsonl:
 *
 *     deno run --allow-all tests/kernel/rewriting/write_answers.ts
 *
 * @module
 */
import fc from "fast-check";
import { root } from "../../../tools/shared/task.ts";
import { BothKernels } from "./both_kernels.ts";
import { laterState } from "./errors.ts";
import { programOf } from "./kind.ts";
import { withoutFrames } from "./meant_to_differ.ts";
import { prelude, programs, usualRuns } from "./programs.ts";
import { sectionsWith, usualPlaces } from "./sections.ts";
import { type Answers, keyOf, writeAnswers } from "./stored_answers.ts";

const answers: Answers = new Map();
await using kernels = new BothKernels(answers);

async function ask(cells: string[]): Promise<void> {
  const { stock } = await kernels.ask(cells, ["stock"]);
  // One that has ended is asked each time, and where this folder's path is shown.
  const isStored = stock!.every((run) => run.outputs) &&
    !JSON.stringify(stock).includes(root);
  if (isStored) {
    answers.set(keyOf(cells), stock!.map(withoutFrames));
  }
}

for (const [title, kinds] of sectionsWith(usualPlaces)) {
  if (kinds === laterState) continue; // They may see what was run before.
  for (const kind of kinds) await ask(programOf(kind, title));
}
const generated = fc.asyncProperty(
  programs,
  (cells) => ask(programOf([prelude, ...cells], "generated programs")),
);
await fc.assert(generated, usualRuns);
writeAnswers(answers);
