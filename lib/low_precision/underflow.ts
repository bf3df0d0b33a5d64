/**
 * What a format stores as zero.
 *
 * @module
 */
import { type AdamOptions, adamSettings } from "../_adam_options.ts";
import { requireNumber } from "../_require.ts";
import { rounded } from "../_rounded.ts";
import type { Round } from "../precision.ts";
import { ulp } from "../spacing.ts";

/**
 * The largest number that a format stores as zero: half its smallest positive
 * number, a tie that goes to the even zero. An $\epsilon$ up to here is stored as zero.
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
 * with $s_0$ the smallest positive number of the option `moments`. However many
 * such gradients come, $v$ stays zero, while $m$ registers them down to
 * $s_0 / (2 (1 - \beta_1))$: the update is $-\eta \, \hat m / \epsilon$.
 *
 * Which doubles $v$ does not see is found by halving: as they are ordered, of
 * two bit patterns the one in the middle is tried. In binary64 the square
 * underflows, too, and the answer is $\sqrt{499.5}$ times $2^{-537}$, not the
 * root of the formula.
 *
 * @param options The settings; `moments` and $\beta_2$ matter
 * @returns The size of the gradient, binary64
 * @throws {RangeError} If a setting is out of range, or `moments` stores every
 * number as zero, or zero as another number
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
  const action = "find the gradient";
  const { beta2, moments } = adamSettings(action, options);
  const stored = (gradient: number) =>
    rounded(action, "moments", moments, (1 - beta2) * (gradient * gradient));
  requireNumber(action, "moments(0)", stored(0), zero);
  const largest = Number.MAX_VALUE;
  requireNumber(action, "moments(Infinity)", stored(largest), notZero);
  let [unseen, seen] = [0n, bitsOf(largest)];
  while (seen - unseen > 1n) {
    const middle = (unseen + seen) / 2n;
    if (stored(ofBits(middle)) === 0) unseen = middle;
    else seen = middle;
  }
  return ofBits(unseen);
}

/** The bits of a double, which as whole numbers have the order of the positive ones. */
function bitsOf(x: number): bigint {
  return new BigUint64Array(Float64Array.of(x).buffer)[0]!;
}

function ofBits(bits: bigint): number {
  return new Float64Array(BigUint64Array.of(bits).buffer)[0]!;
}

const zero = { wanted: "0", met: (value: number) => value === 0 };
const notZero = { wanted: "above 0", met: (value: number) => value > 0 };
