/**
 * The running averages that Adam keeps of its gradients.
 *
 * @module
 */
import { acceptedBy, decayRate, requireNumber } from "./_require.ts";
import { f64, type Round } from "./precision.ts";

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
 * @param options `decay`: $\beta$ in [0, 1). `round`: the format $R$ that the
 * average is stored in, binary64 by default. `accept`: which numbers may be
 * averaged, `Number.isFinite` by default
 * @returns The new average, $a_t$
 * @throws {RangeError} If `decay` is outside [0, 1), or `average` or `value` is
 * not accepted: NaN or infinite
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
  { decay, round = f64, accept = Number.isFinite }: {
    decay: number;
    round?: Round;
    accept?: (value: number) => boolean;
  },
): number {
  requireNumber("average", "average", average, acceptedBy(accept));
  requireNumber("average", "value", value, acceptedBy(accept));
  requireNumber("average", "decay", decay, decayRate);
  return round(decay * average + (1 - decay) * value);
}
