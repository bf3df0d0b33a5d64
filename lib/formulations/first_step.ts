/**
 * The first step of a formulation of Adam.
 *
 * @module
 */
import { type AdamOptions, adamSettings } from "../_adam_options.ts";
import { positive } from "../_demands.ts";
import { requireNumber } from "../_require.ts";
import type { FormulationName } from "./_formulations.ts";
import { runFormulation } from "./run_formulation.ts";

/** The first step of a formulation, as a row of a table or a point of a plot. */
export interface FirstStep {
  /** The name of the formulation. */
  name: FormulationName;
  /** The gradient, $g$. */
  gradient: number;
  /** The constant $\epsilon$. */
  epsilon: number;
  /** What the step adds to a weight of zero, $\Delta_1$. */
  update: number;
  /** The size of the update in units of the learning rate, $|\Delta_1| / \eta$. */
  relativeUpdate: number;
}

/**
 * Takes the first step of a formulation from a weight of zero, where the new
 * weight is the update, and measures it in units of the learning rate:
 * $|\Delta_1| / \eta$. In exact arithmetic that is
 *
 * $$\frac{|g|}{|g| + \epsilon}, \qquad
 *   \frac{|g|}{|g| + \epsilon / \sqrt{1 - \beta_2}}$$
 *
 * where $\epsilon$ is added to the root of the corrected second moment, and
 * where it is added before the correction, as Keras does.
 *
 * @param name The name of the formulation, one of `formulationNames`
 * @param gradient The gradient, $g$
 * @param options The settings of Adam
 * @returns One flat record
 * @throws {RangeError} As `runFormulation` does, and if the learning rate is zero
 * @throws {TypeError} As `runFormulation` does, and if an option is unknown
 * @example
 * ```ts
 * import { firstStep } from "adam/formulations";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const share = (name: "torch-fused" | "keras") =>
 *   firstStep(name, 1e-8).relativeUpdate;
 * assertAlmostEquals(share("torch-fused"), 1 / 2, 1e-6);
 * assertAlmostEquals(share("keras"), 1 / (1 + 1 / Math.sqrt(1e-3)), 1e-6);
 * ```
 */
export function firstStep(
  name: FormulationName,
  gradient: number,
  options: AdamOptions = {},
): FirstStep {
  const action = "take the first step";
  const { learningRate, epsilon } = adamSettings(action, options);
  requireNumber(action, "learningRate", learningRate, positive);
  const [step] = runFormulation(name, [gradient], options);
  const update = step!.weight;
  const relativeUpdate = Math.abs(update) / learningRate;
  return { name, gradient, epsilon, update, relativeUpdate };
}
