/**
 * What a format stores as zero.
 *
 * @module
 */
import { type AdamOptions, adamSettings } from "../_adam_options.ts";
import { f64, type Round, ulp } from "../precision.ts";
import { gap } from "./_gap.ts";

/**
 * The largest number that a format stores as zero: half its smallest positive
 * number, a tie that goes to the even zero. An $\epsilon$ up to here is gone.
 *
 * @param round The format, which rounds to the nearest
 * @returns The number, a power of two
 * @example
 * ```ts
 * import { f16 } from "adam";
 * import { largestLost } from "adam/low_precision";
 * import { assertStrictEquals } from "@std/assert";
 *
 * assertStrictEquals(largestLost(f16), 2 ** -25);
 * ```
 */
export function largestLost(round: Round): number {
  return ulp(0, round) / 2;
}

/**
 * The largest gradient that leaves a second moment of zero at zero:
 *
 * $$(1 - \beta_2) \, g^2 \le \tfrac{1}{2} s_0$$
 *
 * with $s_0$ the smallest positive number of the option `moments`. However long
 * such gradients come, $v$ stays zero, while $m$ sees them down to
 * $s_0 / (2 (1 - \beta_1))$: the update is $-\eta \, \hat m / \epsilon$.
 *
 * The root is rounded; the last bit is found by trying.
 *
 * @param options The settings; `moments` and $\beta_2$ matter
 * @returns The size of the gradient, binary64
 * @throws {RangeError} If a setting is out of range
 * @example
 * ```ts
 * import { adamStep, f16, start } from "adam";
 * import { largestUnseenGradient } from "adam/low_precision";
 * import { assert, assertStrictEquals } from "@std/assert";
 *
 * const unseen = largestUnseenGradient({ moments: f16 });
 * assert(0.005 < unseen && unseen < 0.006);
 * const { secondMoment } = adamStep(start, unseen, { moments: f16 });
 * assertStrictEquals(secondMoment, 0);
 * ```
 */
export function largestUnseenGradient(options: AdamOptions = {}): number {
  const { beta2, moments } = adamSettings("find the gradient", options);
  const isUnseen = (gradient: number) =>
    moments((1 - beta2) * (gradient * gradient)) === 0;
  let gradient = Math.sqrt(largestLost(moments) / (1 - beta2));
  while (!isUnseen(gradient)) gradient -= gap(gradient, -1, f64);
  while (isUnseen(gradient + gap(gradient, 1, f64))) {
    gradient += gap(gradient, 1, f64);
  }
  return gradient;
}
