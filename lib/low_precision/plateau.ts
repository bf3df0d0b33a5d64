/**
 * Where a stored moving average stops.
 *
 * @module
 */
import { binade } from "../_binade.ts";
import { decayRate, finite } from "../_demands.ts";
import { requireNumber } from "../_require.ts";
import { movingAverage } from "../moments.ts";
import { rounded } from "../_rounded.ts";
import { required, settingsOf } from "../_settings.ts";
import type { Round } from "../precision.ts";
import { ulp } from "../spacing.ts";
import { gap } from "./_gap.ts";

/** The settings of {@linkcode plateau}. */
export interface PlateauOptions {
  /** The decay, $\beta$ in [0, 1), never rounded. */
  decay: number;
  /** The format, which rounds to the nearest. */
  round: Round;
  /** The average at the start; it is rounded first. Default `0`. */
  from?: number;
}

/**
 * Where the moving average of a constant value ends if it is stored in a format:
 *
 * $$a \leftarrow R(\beta \cdot a + (1 - \beta) \cdot x)$$
 *
 * It stalls at the first number whose way to $x$ is too short,
 *
 * $$(1 - \beta) \, |x - a| \le \tfrac{1}{2} \operatorname{gap}(a)$$
 *
 * (a tie goes to the even neighbour). It cannot jump over such a number: sum and
 * rounding never fall when $a$ grows, so what starts below a number that stays
 * where it is stays below it. While neither the gap nor that of
 * $\beta \cdot a$ changes, the next step only gets shorter on the way, so the
 * first number that takes none is found by halving, with `movingAverage` itself.
 * That holds in binary64, too, where products and sum are rounded each, and the
 * stop may be some gaps away from the formula's.
 *
 * For the narrower formats this is one rounding of the exact sum except for ties:
 * so PyTorch's fused Adam does it, whose shares are binary32. Where
 * $\beta \cdot a$ is rounded on its own, as in PyTorch's single
 * tensor for $v$, and the decay rounds to 1, nothing decays, and the
 * {@linkcode parkingPoint} of $(1 - \beta) x$ is where it ends.
 *
 * With `value` 0 it says where a decaying average stops. If the decay would round
 * to 1 in the format, that is wherever it is: $(1 - \beta) \, a$ is less than
 * half a gap everywhere. Otherwise it falls, mostly down to the subnormal
 * numbers, where the gap no longer shrinks with it.
 *
 * @param value The constant value, $x$: for $v$ the square of the gradient
 * @param options The settings
 * @returns The number at which the average stays, or an infinity if it leaves
 * the format
 * @throws {RangeError} If `value` or `from` is NaN or infinite, or `decay` is
 * outside [0, 1)
 * @throws {TypeError} If something is not of the type that it must be, or an
 * option is unknown
 * @example The second moment of a constant gradient of 1
 * ```ts
 * import { bf16, f16 } from "adam";
 * import { plateau } from "adam/low_precision";
 * import { assertStrictEquals } from "@std/assert";
 *
 * assertStrictEquals(plateau(1, { decay: 0.999, round: bf16 }), 0.25);
 * assertStrictEquals(plateau(1, { decay: 0.999, round: f16 }), 0.755859375);
 * ```
 */
export function plateau(
  value: number,
  options: PlateauOptions,
): number {
  const { decay, round, from } = settingsOf(action, defaults, options);
  requireNumber(action, "value", value, finite);
  requireNumber(action, "from", from, finite);
  requireNumber(action, "decay", decay, decayRate);
  const stored = (x: number) => rounded(action, "round", round, x);
  const next = (average: number) =>
    Number.isFinite(average)
      ? movingAverage(average, value, { decay, round })
      : average;
  let average = next(stored(from));
  let stretches = 0;
  const direction = Math.sign(next(average) - average);
  const stalls = (x: number) => direction * (next(x) - x) <= 0;
  while (Number.isFinite(average) && !stalls(average)) {
    requireNumber(action, "the number of gaps of round", ++stretches, few);
    const spacing = gap(average, direction, round);
    const at = (i: number) => average + direction * i * spacing;
    const fine = gapIn64(decay * average);
    const end = first(
      (i) => gapIn64(decay * at(i)) !== fine,
      countToNextGap(average, direction, round),
    );
    // At a tie every second number stalls: the odd ones move.
    const stop = first((i) => stalls(at(i)) || stalls(at(i + 1)), end - 1);
    average = next(stored(at(stalls(at(stop)) ? stop : stop + 1)));
  }
  return average;
}

const action = "find the plateau";
const defaults: Required<PlateauOptions> = {
  decay: required,
  round: required,
  from: 0,
};

/** Binary64 has 2046 binades on either side of zero; in each the product may change its own once. */
const few = {
  wanted: "that of a format that rounds to the nearest, 8192 at most",
  met: (count: number) => count <= 8192,
};

/** How many gaps of one size there are, from a number on. */
function countToNextGap(from: number, direction: number, round: Round): number {
  const digits = Math.abs(from) / gap(from, direction, round);
  const opening = 1 / ulp(1, round);
  if (from * direction >= 0) return 2 * opening - digits;
  return digits > opening ? digits - opening : digits;
}

/** The ulp in binary64, of a number that is stored in it. */
function gapIn64(x: number): number {
  return Math.max(binade(Math.abs(x)), 2 ** -1022) * 2 ** -52;
}

/** The first whole number from 0 on that meets a condition, as all after it do; `end` if none below does. */
function first(condition: (i: number) => boolean, end: number): number {
  let [below, found] = [-1, end];
  while (found - below > 1) {
    const middle = below + Math.floor((found - below) / 2);
    if (condition(middle)) found = middle;
    else below = middle;
  }
  return found;
}
