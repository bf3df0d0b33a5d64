/**
 * What a moving average that starts at zero has seen so far.
 *
 * @module
 */
import { decayRate, positive, positiveInteger } from "./_demands.ts";
import { requireNumber } from "./_require.ts";

/**
 * The share of a moving average that real values fill after `step` steps, the
 * rest being the zero it started from:
 *
 * $$c_t = 1 - \beta^t$$
 *
 * Dividing the average by it removes the bias: $\hat m_t = m_t / c_t$. It is
 * $1 - \beta$ at the first step and tends to 1. Computed as written, in
 * binary64, like PyTorch does it (`1 - beta ** step` with Python floats).
 *
 * Kingma and Ba, "Adam" (2015), Algorithm 1 and section 3.
 *
 * @param decay The decay of the average, $\beta$ in [0, 1)
 * @param step How many values the average has seen, $t$, from 1
 * @returns $1 - \beta^t$, in (0, 1]
 * @throws {RangeError} If `decay` is outside [0, 1) or `step` is not a
 * positive integer
 * @example
 * ```ts
 * import { biasCorrection } from "adam";
 * import { assertAlmostEquals, assertStrictEquals } from "@std/assert";
 *
 * assertStrictEquals(biasCorrection(0.5, 2), 0.75);
 * assertAlmostEquals(1 / biasCorrection(0.999, 1000), 1.58, 0.005);
 * ```
 */
export function biasCorrection(decay: number, step: number): number {
  requireNumber("correct the bias", "decay", decay, decayRate);
  requireNumber("correct the bias", "step", step, positiveInteger);
  return 1 - decay ** step;
}

/**
 * The first step from which the correction changes an average by no more than
 * `tolerance`:
 *
 * $$\min \{ t \ge 1 : \left| \frac{1}{1 - \beta^t} - 1 \right| \le \tau \}$$
 *
 * The excess equals $\beta^t / (1 - \beta^t)$, which loses no digits when it
 * is small, and falls with $t$; so the answer is the ceiling of
 * $\ln(\tau / (1 + \tau)) / \ln \beta$, and the two steps beside it are checked
 * because the logarithms are rounded.
 *
 * @param decay The decay of the average, $\beta$ in [0, 1)
 * @param tolerance The largest excess that counts as settled, $\tau > 0$: 0.01
 * is one percent
 * @returns The step, $t$
 * @throws {RangeError} If `decay` is outside [0, 1), `tolerance` is not finite
 * and above zero, or the count would pass $2^{52}$
 * @example
 * ```ts
 * import { stepsToSettle } from "adam";
 * import { assertStrictEquals } from "@std/assert";
 *
 * assertStrictEquals(stepsToSettle(0.9, 0.01), 44);
 * assertStrictEquals(stepsToSettle(0.999, 0.01), 4613);
 * ```
 */
export function stepsToSettle(decay: number, tolerance: number): number {
  requireNumber("count the steps", "decay", decay, decayRate);
  requireNumber("count the steps", "tolerance", tolerance, positive);
  const settled = (step: number) => {
    const power = decay ** step;
    if (power >= 2 ** -1022) return power / (1 - power) <= tolerance;
    // Few bits are left of it, so it is compared in two factors.
    const half = Math.floor(step / 2);
    return decay ** half <= tolerance / decay ** (step - half);
  };
  const guess = Math.ceil(
    Math.log(tolerance / (1 + tolerance)) / Math.log(decay),
  );
  let step = Math.max(1, guess - 1);
  requireNumber("count the steps", "their number", step, countable);
  while (!settled(step)) step++;
  return step;
}

/** Far enough from $2^{53}$ that a step more is another number. */
const countable = {
  wanted: "below 2^52, which a larger tolerance or a smaller decay gives",
  met: (value: number) => value < 2 ** 52,
};
