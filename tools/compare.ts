/**
 * `deno task compare gradients.json`: runs a sequence of gradients through every
 * formulation of Adam, and prints which agree, how far apart the others end, and
 * whether that matters. Of two that are named behind the file it prints where
 * they part, and the formulas that made it; `--help` prints the rest.
 *
 * @module
 */
import { resolve } from "node:path";
import { calledFrom, main } from "./shared/task.ts";
import { read, usage } from "./compare/command_line.ts";
import { compareFormulations } from "./compare/compare_formulations.ts";
import { comparisonText, pairsText } from "./compare/comparison_text.ts";
import { readGradients } from "./compare/gradient_file.ts";

await main(async () => {
  const call = read(Deno.args);
  if (!call) {
    console.log(usage);
    return;
  }
  const { file, names, options, pairs } = call;
  const sequences = await readGradients(resolve(calledFrom(), file));
  console.log(
    `steps: ${sequences[0]!.length}, parameters: ${sequences.length}\n`,
  );
  const comparison = compareFormulations(names, sequences, options);
  console.log(comparisonText(comparison));
  if (pairs) console.log(`\n${pairsText(comparison)}`);
  return comparison.refused.size === names.length ? 1 : 0;
});
