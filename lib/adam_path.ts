/**
 * How far Adam takes a weight.
 *
 * @module
 */
import { type AdamOptions, adamSettings } from "./_adam_options.ts";
import { acceptedBy, positive } from "./_demands.ts";
import { requireIterable, requireNumber } from "./_require.ts";
import { type AdamStep, adamSteps } from "./adam.ts";

/** The record of a step, and how far it takes the weight in units of the learning rate. */
export interface AdamPathStep extends AdamStep {
  /** What the corrected first moment is multiplied by, $\eta / (\sqrt{\hat v_t} + \epsilon)$. */
  effectiveLearningRate: number;
  /** The size of the update, $|\Delta_t| / \eta$. */
  relativeUpdate: number;
  /** The distance of the weight from where it started, $|w_t - w_0| / \eta$. */
  relativeDistance: number;
}

/**
 * Runs Adam over the gradients of one coordinate, and measures each step and
 * the way so far in units of the learning rate:
 *
 * $$\frac{|\Delta_t|}{\eta}, \qquad
 *   \frac{|w_t - w_0|}{\eta} = \frac{1}{\eta} \Bigl| \sum_{k=1}^{t} \Delta_k \Bigr|$$
 *
 * The records are flat, so they are a table and the lines of a plot. The sum is
 * binary64; `adamSteps` and `applyUpdate` take a weight that is rounded.
 *
 * @param gradients The gradients $g_1, g_2, \dots$, finitely many
 * @param options The settings
 * @returns The records of the steps, one for each gradient
 * @throws {RangeError} As `adamStep` does, and if the learning rate is zero
 * @throws {TypeError} As `adamStep` does
 * @example Equal pushes add up; pushes and pulls that cancel do not
 * ```ts
 * import { adamPath } from "adam";
 * import { assert } from "@std/assert";
 *
 * const gradients = (pull: number) =>
 *   Array.from({ length: 100 }, (_, i) => i % 2 === 0 ? 1 : pull);
 * const distance = (pull: number) =>
 *   adamPath(gradients(pull)).at(-1)!.relativeDistance;
 * assert(distance(1) > 99.9);
 * assert(distance(-1) < 10);
 * ```
 */
export function adamPath(
  gradients: Iterable<number>,
  options: AdamOptions = {},
): AdamPathStep[] {
  const action = "measure the path";
  const settings = adamSettings(action, options);
  const { learningRate, epsilon } = settings;
  requireNumber(action, "learningRate", learningRate, positive);
  requireIterable(action, "gradients", gradients);
  const accepted = acceptedBy(settings.accept);
  let weight = 0;
  return Array.from(adamSteps(gradients, settings), (step) => {
    weight += step.update;
    const root = Math.sqrt(step.correctedSecondMoment);
    const measures = {
      effectiveLearningRate: learningRate / (root + epsilon),
      relativeUpdate: Math.abs(step.update) / learningRate,
      relativeDistance: Math.abs(weight) / learningRate,
    };
    for (const [name, value] of Object.entries(measures)) {
      requireNumber(action, name, value, accepted);
    }
    return { ...step, ...measures };
  });
}
