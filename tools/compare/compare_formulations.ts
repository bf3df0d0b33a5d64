/**
 * Runs formulations over the same gradients, and finds where each two part.
 *
 * @module
 */
import { f32 } from "adam";
import {
  firstParting,
  formulationAccount,
  type FormulationName,
  type FormulationOptions,
  type FormulationRun,
  type Parting,
  runFormulation,
} from "adam/formulations";
import { type End, endOf } from "./end.ts";
import type { Sequences } from "./gradient_file.ts";

/** The first number in which two formulations differ, at the earliest step, then of the first parameter. */
export interface Difference extends Parting {
  formulations: [FormulationName, FormulationName];
  /** The parameter, counted from 0. */
  parameter: number;
}

/** What a comparison found out. */
export interface Comparison {
  /** In the order of their steps. */
  differences: Difference[];
  /** How far each pair ends apart, at the parameter where it is the farthest. */
  ends: End[];
  /** The pairs that agree in every number. */
  equal: [FormulationName, FormulationName][];
  /** The formulations that refused to run, with what they said. */
  refused: Map<FormulationName, string>;
}

/**
 * Runs each formulation over the gradients of each parameter, and compares all
 * pairs of them. If one of them computes in binary32, the gradients are rounded
 * to that for all.
 *
 * @param names The formulations
 * @param sequences The gradients of each parameter
 * @param options The settings of all
 * @returns Where each pair parts first, how far apart it ends, which pairs
 * never part, and which formulations cannot run on these gradients
 */
export function compareFormulations(
  names: readonly FormulationName[],
  sequences: Sequences,
  options: FormulationOptions,
): Comparison {
  const refused = new Map<FormulationName, string>();
  const found = new Map<string, Difference>();
  const ends = new Map<string, End>();
  const allIn64 = names.every((name) =>
    formulationAccount(name).arithmetic === "binary64"
  );
  for (const [parameter, given] of sequences.entries()) {
    const gradients = allIn64 ? given : given.map(f32);
    const runs = names.filter((name) => !refused.has(name))
      .flatMap((name) =>
        tryToRun(name, gradients, options, refused, parameter)
      );
    for (const [one, other] of pairs(runs)) {
      const parting = firstParting(one, other);
      const key = keyOf(one.name, other.name);
      const end = endOf(one, other, parameter, options);
      if (!(ends.get(key)?.ofTheWay! >= end.ofTheWay)) ends.set(key, end);
      if (!parting || found.get(key)?.step! <= parting.step) continue;
      const formulations: Difference["formulations"] = [one.name, other.name];
      found.set(key, { formulations, parameter, ...parting });
    }
  }
  const able = names.filter((name) => !refused.has(name));
  return {
    differences: pairs(able).flatMap(([a, b]) => found.get(keyOf(a, b)) ?? [])
      .sort((a, b) => a.step - b.step || a.parameter - b.parameter),
    ends: pairs(able).map(([a, b]) => ends.get(keyOf(a, b))!),
    equal: pairs(able).filter(([a, b]) => !found.has(keyOf(a, b))),
    refused,
  };
}

function tryToRun(
  name: FormulationName,
  gradients: number[],
  options: FormulationOptions,
  refused: Map<FormulationName, string>,
  parameter: number,
): FormulationRun[] {
  try {
    return [{ name, steps: runFormulation(name, gradients, options) }];
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    refused.set(name, `parameter ${parameter}: ${error.message}`);
    return [];
  }
}

function pairs<T>(items: readonly T[]): [T, T][] {
  return items.flatMap((one, i) =>
    items.slice(i + 1).map((other): [T, T] => [one, other])
  );
}

function keyOf(one: FormulationName, other: FormulationName): string {
  return `${one} ${other}`;
}
