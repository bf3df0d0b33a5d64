/**
 * Where Adam settles under a constant gradient.
 *
 * @module
 */
import { type AdamOptions, adamSettings } from "../_adam_options.ts";
import { acceptedBy } from "../_demands.ts";
import { requireNumber } from "../_require.ts";
import { rounded } from "../_rounded.ts";
import { plateau } from "./plateau.ts";

/** What no longer changes under a constant gradient. */
export interface SteadyState {
  /** The stored first moment, $m$. */
  firstMoment: number;
  /** The stored second moment, $v$. */
  secondMoment: number;
  /** What each step adds to the weight, $\Delta$. */
  update: number;
}

/**
 * The state in which Adam with stored moments settles under a constant
 * gradient, without running it: both moments are on their
 * {@linkcode plateau}, and the bias corrections are 1,
 *
 * $$\Delta = -\eta \, \frac{m}{\sqrt v + \epsilon}$$
 *
 * With exact moments that is $-\eta \, g / (|g| + \epsilon)$. A $v$ that stalls
 * below $g^2$ makes every step longer than that. Where such steps stop moving
 * the weight, its `parkingPoint` says.
 *
 * @param gradient The gradient that stays, $g$
 * @param options The settings of Adam; `moments` is the format
 * @returns Both moments and the update, as `lowPrecisionSteps` ends with them
 * @throws {RangeError} If the gradient or its square is NaN or infinite, a
 * setting is out of range, or a moment or the update is not accepted
 * @throws {TypeError} If something is not of the type that it must be, or an
 * option is unknown
 * @example Moments in bf16 make steps that are twice as long
 * ```ts
 * import { bf16 } from "adam";
 * import { steadyState } from "adam/low_precision";
 * import { assertEquals } from "@std/assert";
 *
 * const units = { learningRate: 1, epsilon: 0 };
 * assertEquals(steadyState(1, { ...units, moments: bf16 }), {
 *   firstMoment: 0.984375,
 *   secondMoment: 0.25,
 *   update: -1.96875,
 * });
 * ```
 */
export function steadyState(
  gradient: number,
  options: AdamOptions = {},
): SteadyState {
  const action = "find the steady state";
  const { learningRate, beta1, beta2, epsilon, moments, accept } = adamSettings(
    action,
    options,
  );
  requireNumber(action, "gradient", gradient, {
    wanted: "finite, as its square",
    met: (value) => Number.isFinite(value * value),
  });
  const round = (x: number) => rounded(action, "moments", moments, x);
  const firstMoment = plateau(gradient, { decay: beta1, round });
  const secondMoment = plateau(gradient * gradient, {
    decay: beta2,
    round,
  });
  const update = -learningRate * firstMoment /
    (Math.sqrt(secondMoment) + epsilon);
  const settled = { firstMoment, secondMoment, update };
  for (const [name, value] of Object.entries(settled)) {
    requireNumber(action, name, value, acceptedBy(accept));
  }
  return settled;
}
