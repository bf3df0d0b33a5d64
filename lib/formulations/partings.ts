/**
 * Where many formulations of Adam stop being the same as one.
 *
 * @module
 */
import { requireIterable } from "../_require.ts";
import { firstParting } from "./first_parting.ts";
import type { FormulationName } from "./_formulations.ts";
import { type FormulationRun, requireRuns } from "./_run.ts";

/** Where a run first differs from the reference, as a row of a table. */
export interface PartingRow {
  /** The name of the formulation. */
  name: FormulationName;
  /** The step, from 1. */
  step: number;
  /** The first number of that step that differs. */
  quantity: "firstMoment" | "secondMoment" | "weight";
  /** How far it is from that of the reference, in ulps. */
  ulps: number;
  /** The formula that the reference computes it by. */
  formulaOfReference: string;
  /** The formula that this formulation computes it by. */
  formula: string;
}

/**
 * Finds for each of many runs the first number in which it differs from a
 * reference over the same gradients, as `firstParting` does. A run that never
 * differs has no row.
 *
 * @param reference The run that the others are compared with
 * @param runs The others
 * @returns One flat record for each run that differs, in the order of `runs`
 * @throws {RangeError} As `firstParting` does
 * @throws {TypeError} As `firstParting` does, and if `runs` are not iterable
 * @example The square root is the only difference, so exact roots never differ
 * ```ts
 * import { partings, runFormulation } from "adam/formulations";
 * import { assertEquals } from "@std/assert";
 *
 * const run = (name: "torch-fused-fma" | "torch-single" | "keras") => ({
 *   name,
 *   steps: runFormulation(name, [0.1, 0.2, 0.3]),
 * });
 * const rows = partings(run("torch-fused-fma"), [
 *   run("torch-single"),
 *   run("keras"),
 * ]);
 * assertEquals(rows.map(({ name, step }) => [name, step]), [["keras", 1]]);
 * ```
 */
export function partings(
  reference: FormulationRun,
  runs: Iterable<FormulationRun>,
): PartingRow[] {
  const action = "compare the runs";
  requireIterable(action, "runs", runs);
  return [...runs].flatMap((run, i) => {
    requireRuns(action, { reference, [`runs[${i}]`]: run });
    const parting = firstParting(reference, run);
    if (!parting) return [];
    const { step, quantity, ulps, why } = parting;
    const [formulaOfReference, formula] = why;
    const formulas = { formulaOfReference, formula };
    return [{ name: run.name, step, quantity, ulps, ...formulas }];
  });
}
