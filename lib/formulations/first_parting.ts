/**
 * Where two formulations of Adam stop being the same.
 *
 * @module
 */
import { f32, f64 } from "../precision.ts";
import { ulpDistance } from "../spacing.ts";
import type { Formulation } from "./_formulation.ts";
import { formulationOf } from "./_formulations.ts";
import { type FormulationRun, quantities, requireRuns } from "./_run.ts";

export type { FormulationRun };

/** The first number in which two runs differ. */
export interface Parting {
  /** The step, from 1. */
  step: number;
  /** Which of the three numbers of that step is the first to differ. */
  quantity: "firstMoment" | "secondMoment" | "weight";
  /** That number in the one run and in the other. */
  values: [number, number];
  /** How many numbers of the format lie between: 1 for neighbours. */
  ulps: number;
  /** The two formulas that it comes from, or the implementations if these read the same. */
  why: [string, string];
}

/**
 * Finds the first number in which two runs over the same gradients differ, in
 * the order in which a step computes them: $m$, $v$, then the weight. Two runs
 * in binary64 are compared as such; if one of them is in binary32, both are
 * rounded to that first.
 *
 * @param one A run
 * @param other A run over the same gradients
 * @returns The first difference, with the formulas of both that led to it;
 * nothing if there is none
 * @throws {RangeError} If the runs have different lengths, or steps that are not
 * counted from 1, or there is no formulation of that name
 * @throws {TypeError} If something is not of the type that it must be
 * @example Where PyTorch with FMA and without part
 * ```ts
 * import { firstParting, runFormulation } from "adam/formulations";
 * import { assertEquals } from "@std/assert";
 *
 * const run = (name: "torch-fused-fma" | "torch-fused") => ({
 *   name,
 *   steps: runFormulation(name, [0.1, 0.2, 0.3]),
 * });
 * const { step, quantity, ulps } = firstParting(
 *   run("torch-fused-fma"),
 *   run("torch-fused"),
 * )!;
 * assertEquals([step, quantity, ulps], [2, "firstMoment", 1]);
 * ```
 */
export function firstParting(
  one: FormulationRun,
  other: FormulationRun,
): Parting | undefined {
  requireRuns("compare two runs", { one, other });
  const [a, b] = [formulationOf(one.name), formulationOf(other.name)];
  const round = a.format === f64 && b.format === f64 ? f64 : f32;
  for (const [i, here] of one.steps.entries()) {
    for (const quantity of quantities) {
      const values: [number, number] = [
        round(here[quantity]),
        round(other.steps[i]![quantity]),
      ];
      if (values[0] === values[1] || values.every(Number.isNaN)) continue;
      const ulps = values.some(Number.isNaN)
        ? Infinity
        : ulpDistance(...values, round);
      const why = formulas(a, b, quantity);
      return { step: here.step, quantity, values, ulps, why };
    }
  }
}

/** The formulas of that quantity; of a weight, also of the corrections in it. */
function formulas(
  one: Formulation,
  other: Formulation,
  quantity: Parting["quantity"],
): [string, string] {
  const formula = ({ account }: Formulation) =>
    quantity === "weight"
      ? `${account.weight}; ${account.correction}`
      : account[quantity];
  return formula(one) === formula(other)
    ? [one.mirrors, other.mirrors]
    : [formula(one), formula(other)];
}
