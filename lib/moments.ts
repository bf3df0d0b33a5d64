/**
 * The running averages that Adam keeps of its gradients.
 *
 * @module
 */
import { averaged } from "./_averaged.ts";
import { acceptedBy, decayRate } from "./_demands.ts";
import { requireNumber, requireType } from "./_require.ts";
import { rounded } from "./_rounded.ts";
import { required, settingsOf } from "./_settings.ts";
import { f64, type Round } from "./precision.ts";

/** The settings of {@linkcode movingAverage}. */
export interface MovingAverageOptions {
  /** The decay, $\beta$ in [0, 1). */
  decay: number;
  /** The format $R$ that the average is stored in. Default: binary64. */
  round?: Round;
  /** Which numbers may be averaged. Default `Number.isFinite`. */
  accept?: (value: number) => boolean;
}

/**
 * One step of an exponential moving average:
 *
 * $$a_t = R(\beta \cdot a_{t-1} + (1 - \beta) \cdot x_t)$$
 *
 * In words: keep the share $\beta$ of what was known, let the new value fill
 * the rest. The sum is computed in binary64 and rounded once, when it is
 * stored; the decay itself is never rounded. With $x = g$ this is Adam's first
 * moment $m$, with $x = g^2$ its second moment $v$ (not a variance: nothing is
 * subtracted).
 *
 * Kingma and Ba, "Adam" (2015), Algorithm 1, the lines of $m_t$ and $v_t$.
 *
 * @param average The average so far, $a_{t-1}$
 * @param value The new value, $x_t$, in the same unit
 * @param options The settings
 * @returns The new average, $a_t$
 * @throws {RangeError} If `decay` is outside [0, 1), or `average` or `value` is
 * not accepted: NaN or infinite
 * @throws {TypeError} If something is not of the type that it must be, or an
 * option is unknown
 * @example
 * ```ts
 * import { movingAverage } from "adam";
 * import { assertStrictEquals } from "@std/assert";
 *
 * assertStrictEquals(movingAverage(4, 8, { decay: 0.75 }), 5);
 * ```
 */
export function movingAverage(
  average: number,
  value: number,
  options: MovingAverageOptions,
): number {
  const action = "average";
  const { decay, round, accept } = settingsOf(action, defaults, options);
  requireType(action, "accept", accept, "function");
  requireNumber(action, "average", average, acceptedBy(accept));
  requireNumber(action, "value", value, acceptedBy(accept));
  requireNumber(action, "decay", decay, decayRate);
  const next = averaged(average, value, decay);
  return rounded(action, "round", round, next);
}

const defaults: Required<MovingAverageOptions> = {
  decay: required,
  round: f64,
  accept: Number.isFinite,
};
