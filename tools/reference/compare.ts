/**
 * `deno task compare gradients.json`: runs a sequence of gradients through every
 * formulation of Adam, and prints for each two of them the first step and
 * parameter at which they differ, in ulps. Names of formulations behind the
 * file choose among them; if it is two, the formulas that part them are printed
 * too. Settings: `--learningRate`, `--beta1`, `--beta2`, `--epsilon`,
 * `--weightDecay`, `--weight`.
 *
 * @module
 */
import { type FormulationName, formulationNames } from "adam/formulations";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { calledFrom } from "../find_notebooks.ts";
import { Obstacle } from "../jupyter.ts";
import { compareFormulations } from "./compare/compare_formulations.ts";
import { comparisonText } from "./compare/comparison_text.ts";
import { readGradients } from "./compare/gradient_file.ts";

const settings = [
  "learningRate",
  "beta1",
  "beta2",
  "epsilon",
  "weightDecay",
  "weight",
] as const;

try {
  const { file, names, options } = read(Deno.args);
  const sequences = await readGradients(resolve(calledFrom(), file));
  console.log(
    `steps: ${sequences[0]!.length}, parameters: ${sequences.length}`,
  );
  const comparison = compareFormulations(names, sequences, options);
  console.log(comparisonText(comparison));
  if (comparison.refused.size === names.length) Deno.exit(1);
} catch (error) {
  if (!(error instanceof Obstacle)) throw error;
  console.error(error.message);
  Deno.exit(1);
}

/** The command line: file, formulations, settings. */
function read(args: string[]) {
  const { positionals: [file, ...chosen], values } = parse(args);
  if (file === undefined) {
    throw new Obstacle(
      "Name a file of gradients: deno task compare gradients.json [formulation ...] [--beta2 0.95 ...]",
    );
  }
  const unknown = chosen.find((name) => !isName(name));
  if (unknown !== undefined) {
    throw new Obstacle(
      `There is no formulation ${unknown}; there are ${
        formulationNames.join(", ")
      }`,
    );
  }
  const options = Object.fromEntries(
    Object.entries(values).map(([name, text]) => [name, numberOf(name, text)]),
  );
  const names = chosen.length > 0 ? chosen.filter(isName) : formulationNames;
  return { file, names, options };
}

function parse(args: string[]) {
  const options = Object.fromEntries(
    settings.map((name) => [name, { type: "string" as const }]),
  );
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new Obstacle((error as Error).message);
  }
}

function isName(name: string): name is FormulationName {
  return (formulationNames as readonly string[]).includes(name);
}

function numberOf(name: string, text: unknown): number {
  const number = Number(text);
  if (text !== "" && !Number.isNaN(number)) return number;
  throw new Obstacle(`--${name} must be a number: it is ${text}`);
}
