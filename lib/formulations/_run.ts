/**
 * A run of a formulation, and what is asked of one.
 *
 * @module
 */
import { anyNumber, sameAs } from "../_demands.ts";
import { inWords, requireNumber, requireRecord } from "../_require.ts";
import type { FormulationStep } from "./_formulation.ts";
import type { FormulationName } from "./_formulations.ts";

/** A run of a formulation: its name, and what `runFormulation` gave. */
export interface FormulationRun {
  /** The name of the formulation. */
  name: FormulationName;
  /** Its records, from the first step on. */
  steps: readonly FormulationStep[];
}

/** The numbers of a step, in the order in which it computes them. */
export const quantities = ["firstMoment", "secondMoment", "weight"] as const;

/** Throws unless these are two runs of the same length. */
export function requireRuns(
  action: string,
  runs: Readonly<Record<string, FormulationRun>>,
): void {
  for (const [name, run] of Object.entries(runs)) requireRun(action, name, run);
  const [one, other] = Object.keys(runs) as [string, string];
  const lengths = Object.values(runs).map(({ steps }) => steps.length);
  if (lengths[0] === lengths[1]) return;
  throw new RangeError(
    `Cannot ${action} as ${one}.steps and ${other}.steps must be of one length: ` +
      `current lengths are ${lengths[0]} and ${lengths[1]}`,
  );
}

/** Throws unless a value is a run: a name, and records counted from 1. */
function requireRun(action: string, name: string, run: FormulationRun): void {
  requireRecord(action, name, run);
  if (!Array.isArray(run.steps)) {
    throw new TypeError(
      `Cannot ${action} as ${name}.steps must be an array: current value is ${
        inWords(run.steps)
      }`,
    );
  }
  for (const [i, record] of run.steps.entries()) {
    const place = `${name}.steps[${i}]`;
    requireRecord(action, place, record);
    const counted = sameAs("its place", i + 1);
    requireNumber(action, `${place}.step`, record.step, counted);
    for (const quantity of quantities) {
      const value = record[quantity];
      requireNumber(action, `${place}.${quantity}`, value, anyNumber);
    }
  }
}
