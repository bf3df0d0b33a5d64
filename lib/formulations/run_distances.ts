/**
 * How far apart two formulations of Adam take a weight.
 *
 * @module
 */
import { finite, positive } from "../_demands.ts";
import { requireNumber } from "../_require.ts";
import { type FormulationRun, requireRuns } from "./_run.ts";

/** How far apart two runs are after a step, as a point of a plot. */
export interface RunDistance {
  /** The step, from 1. */
  step: number;
  /** The distance of the two weights, $|p_t - q_t| / \eta$. */
  distance: number;
  /** The largest distance up to this step. */
  largestDistance: number;
}

/**
 * The distance of two runs over the same gradients, in units of the learning
 * rate, after each step and the largest so far:
 *
 * $$d_t = \frac{|p_t - q_t|}{\eta}, \qquad \max_{k \le t} d_k$$
 *
 * @param one A run, with the weights $p_t$
 * @param other A run over the same gradients, with the weights $q_t$
 * @param learningRate The unit, $\eta > 0$
 * @returns One flat record for each step
 * @throws {RangeError} If the runs have different lengths or steps that are not
 * counted from 1, a weight or a distance is not finite, or `learningRate` is not finite and
 * above zero
 * @throws {TypeError} If something is not of the type that it must be
 * @example
 * ```ts
 * import { runFormulation, runDistances } from "adam/formulations";
 * import { assert } from "@std/assert";
 *
 * const run = (name: "keras" | "float64") => ({
 *   name,
 *   steps: runFormulation(name, [0.1, -0.2, 0.3]),
 * });
 * const distances = runDistances(run("keras"), run("float64"), 1e-3);
 * assert(distances.at(-1)!.largestDistance < 1e-4);
 * ```
 */
export function runDistances(
  one: FormulationRun,
  other: FormulationRun,
  learningRate: number,
): RunDistance[] {
  const action = "measure the distance";
  requireRuns(action, { one, other });
  requireNumber(action, "learningRate", learningRate, positive);
  let largestDistance = 0;
  return one.steps.map(({ step, weight }, i) => {
    const weights = { one: weight, other: other.steps[i]!.weight };
    for (const [name, value] of Object.entries(weights)) {
      requireNumber(action, `${name}.steps[${i}].weight`, value, finite);
    }
    const distance = Math.abs(weights.one - weights.other) / learningRate;
    requireNumber(action, "distance", distance, finite);
    largestDistance = Math.max(largestDistance, distance);
    return { step, distance, largestDistance };
  });
}
