/**
 * What `deno task compare` is told.
 *
 * @module
 */
import {
  type FormulationName,
  formulationNames,
  type FormulationOptions,
} from "adam/formulations";
import { closestMatch } from "leven";
import { parseArgs } from "node:util";
import { Obstacle } from "../shared/task.ts";

const settings = [
  "learningRate",
  "beta1",
  "beta2",
  "epsilon",
  "weightDecay",
  "weight",
] as const;

/** How to call it. */
export const usage = `deno task compare FILE [formulation ...] [options]

Runs gradients through formulations of Adam: which agree, where they part, how
far apart they end, and whether that matters.

FILE    .json: a list of numbers, or of a list for each step;
        .npy or .npz: floating-point numbers, the steps along the first axis

        all formulations, or those that are named; of two, with their formulas:
        ${listed(formulationNames, 8)}

--pairs               prints each two that differ
${settings.map((name) => `--${name} NUMBER`).join("\n")}
--help                prints this`;

/** A call, understood. */
export interface Call {
  file: string;
  names: readonly FormulationName[];
  options: FormulationOptions;
  /** Whether each two formulations are to be shown. */
  pairs: boolean;
}

/**
 * Reads the command line.
 *
 * @param args Its words
 * @returns What is to be done; nothing if help is wanted
 * @throws {Obstacle} If it cannot be understood
 */
export function read(args: string[]): Call | undefined {
  const { positionals: [file, ...chosen], values } = parse(args);
  const { help, pairs = false, ...numbers } = values;
  if (help) return;
  if (file === undefined) {
    throw new Obstacle(`Name a file of gradients:\n\n${usage}`);
  }
  const options = Object.fromEntries(
    Object.entries(numbers).map(([name, text]) => [name, numberOf(name, text)]),
  );
  const named = [...new Set(chosen.map(nameOf))];
  if (named.length === 1) {
    throw new Obstacle(
      "Name two formulations or more, or none for all of them",
    );
  }
  const names = named.length > 0 ? named : formulationNames;
  return { file, names, options, pairs: pairs === true };
}

function parse(args: string[]) {
  const known: Record<string, { type: "string" | "boolean"; short?: string }> =
    {
      help: { type: "boolean", short: "h" },
      pairs: { type: "boolean" },
    };
  for (const name of settings) known[name] = { type: "string" };
  try {
    return parseArgs({ args, options: known, allowPositionals: true });
  } catch (error) {
    const { message } = error as Error;
    const [, unknown] = /Unknown option '-*([^']*)'/.exec(message) ?? [];
    if (unknown === undefined) throw new Obstacle(message);
    const names = Object.keys(known);
    const nearest = meant(unknown, names);
    throw new Obstacle(
      `There is no option --${unknown}${
        nearest ? `: did you mean --${nearest}?` : ""
      }\nThere are ${names.map((name) => `--${name}`).join(", ")}`,
    );
  }
}

function nameOf(name: string): FormulationName {
  const found = formulationNames.find((known) => known === name);
  if (found) return found;
  const nearest = meant(name, formulationNames);
  throw new Obstacle(
    `There is no formulation ${name}${
      nearest ? `: did you mean ${nearest}?` : ""
    }\nThere are ${listed(formulationNames, 0)}`,
  );
}

/** The name that a wrong one stands for: `beta-1` for `beta1`, `lr` for `learningRate`. */
function meant(wrong: string, names: readonly string[]): string | undefined {
  const bare = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, "");
  const given = bare(wrong);
  const maxDistance = Math.floor(given.length / 3);
  const nearest = closestMatch(given, names.map(bare), { maxDistance });
  const letters = new RegExp(`^${[...given].join(".*")}`);
  return names.find((name) => bare(name) === nearest) ??
    names.find((name) => given && letters.test(bare(name)));
}

/** Names in lines of at most 80 characters. */
function listed(names: readonly string[], indent: number): string {
  const lines = [""];
  for (const name of names) {
    const line = lines.at(-1)!;
    if (line.length + name.length + indent > 76) lines.push(name);
    else lines[lines.length - 1] = line ? `${line}, ${name}` : name;
  }
  return lines.join(`,\n${" ".repeat(indent)}`);
}

function numberOf(name: string, text: unknown): number {
  const number = Number(text);
  if (`${text}`.trim() !== "" && !Number.isNaN(number)) return number;
  throw new Obstacle(`--${name} must be a number: it is ${text}`);
}
