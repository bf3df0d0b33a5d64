/**
 * The steps of a member in units of its learning rate.
 *
 * @module
 */
import { finite, positive } from "../_demands.ts";
import { requireNumber, requireRecord } from "../_require.ts";
import type { Rule, Step } from "./_rule.ts";
import { steps } from "./steps.ts";

/** The record of a step, and how long it is in units of the learning rate. */
export interface RelativeStep extends Step {
  /** The length of the update, $|\Delta_t| / \eta$. */
  relativeUpdate: number;
}

/**
 * Runs a member over given gradients, and measures each update in units of the
 * learning rate,
 *
 * $$\frac{|\Delta_t|}{\eta}$$
 *
 * so that members whose learning rates differ can be compared. What a member
 * remembers is left out: the records of all members are rows of one table.
 *
 * @param rule The member, such as `lion`; of one coordinate
 * @param gradients The gradients $g_1, g_2, \dots$, finitely many
 * @param options The settings of the member with its `learningRate`, and
 * `weight`: the weight to start from, 0 if left out
 * @returns One record for each gradient
 * @throws {RangeError} As the member does, and if the learning rate is zero
 * @throws {TypeError} As the member does, and if the learning rate is left out
 * @example The first steps for a gradient of 100
 * ```ts
 * import { adamw, relativeSteps, sgd } from "adam/family";
 * import { assertAlmostEquals, assertStrictEquals } from "@std/assert";
 *
 * const [ofSgd] = relativeSteps(sgd, [100], { learningRate: 0.25 });
 * const [ofAdam] = relativeSteps(adamw, [100], { learningRate: 0.25 });
 * assertStrictEquals(ofSgd!.relativeUpdate, 100);
 * assertAlmostEquals(ofAdam!.relativeUpdate, 1, 1e-9);
 * ```
 */
export function relativeSteps<Options, Taken extends Step>(
  rule: Rule<number, Options, Taken>,
  gradients: Iterable<number>,
  options: Options & { learningRate: number; weight?: number },
): RelativeStep[] {
  const action = "measure the steps";
  requireRecord(action, "options", options);
  const { learningRate } = options;
  requireNumber(action, "learningRate", learningRate, positive);
  return Array.from(
    steps(rule, gradients, options),
    ({ step, gradient, weight, update }) => {
      const relativeUpdate = Math.abs(update) / learningRate;
      requireNumber(action, "|update| / learningRate", relativeUpdate, finite);
      return { step, gradient, weight, update, relativeUpdate };
    },
  );
}
