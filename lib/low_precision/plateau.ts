/**
 * Where a stored moving average stops.
 *
 * @module
 */
import { decayRate, finite, requireNumber } from "../_require.ts";
import { movingAverage } from "../moments.ts";
import { rounded } from "../_rounded.ts";
import { required, settingsOf } from "../_settings.ts";
import { type Round, ulp } from "../precision.ts";
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
 * where it is stays below it. Within a binade the gap is constant, and the
 * condition is solved for $a$; each binade on the way is looked at once.
 *
 * This is for one rounding of the exact sum: for this library's
 * `movingAverage`, and but for ties for PyTorch's fused Adam, whose shares are
 * binary32. Where $\beta \cdot a$ is rounded on its own, as in PyTorch's single
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
    movingAverage(average, value, { decay, round });
  let average = stored(from);
  let binades = 0;
  const direction = Math.sign(next(average) - average);
  while (Number.isFinite(average) && next(average) !== average) {
    requireNumber(action, "the number of binades of round", ++binades, few);
    const spacing = gap(average, direction, round);
    const end = endOfBinade(average, direction, round);
    // Solved in units of the spacing; the numbers beside it are looked at
    // because of ties, and because binary64 rounds this, too.
    const way = direction * value / spacing - 1 / (2 * (1 - decay));
    average = [-1, 0, 1]
      .map((more) => direction * spacing * (Math.ceil(way) + more))
      .find((stop) => direction * (end - stop) > 0 && next(stop) === stop) ??
      stored(end);
  }
  return average;
}

const action = "find the plateau";
const defaults: Required<PlateauOptions> = {
  decay: required,
  round: required,
  from: 0,
};

/** Binary64 has 2046 binades on either side of zero. */
const few = {
  wanted: "that of a format that rounds to the nearest, 4096 at most",
  met: (count: number) => count <= 4096,
};

/** The first number on the way whose gap, to its next one, is another. */
function endOfBinade(from: number, direction: number, round: Round): number {
  const spacing = gap(from, direction, round);
  const opening = direction * spacing / ulp(1, round);
  const towardZero = from * direction < 0;
  return towardZero && spacing > ulp(0, round) ? -opening : 2 * opening;
}
