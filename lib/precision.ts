/**
 * What a stored number is rounded to: a format is its rounding function.
 *
 * @module
 */
import { binade } from "./_binade.ts";
import { anyNumber, finite, notNaN } from "./_demands.ts";
import { requireNumber } from "./_require.ts";
import { type Round, rounded } from "./_rounded.ts";

export type { Round };

/**
 * IEEE 754 binary64: 53 bits of significand. Every JavaScript number is one
 * already, so this is the identity.
 *
 * @param x Any number
 * @returns `x`
 * @throws {TypeError} If `x` is not a number
 * @example
 * ```ts
 * import { f64 } from "adam";
 * import { assertStrictEquals } from "@std/assert";
 *
 * assertStrictEquals(f64(0.1), 0.1);
 * ```
 */
export function f64(x: number): number {
  requireNumber("round", "x", x, anyNumber);
  return x;
}

/**
 * IEEE 754 binary32: 24 bits of significand, largest 3.4028234663852886e38,
 * smallest subnormal $2^{-149}$.
 *
 * @param x Any number
 * @returns The nearest binary32 value; NaN, infinities and signed zeros stay
 * @throws {TypeError} If `x` is not a number
 * @example
 * ```ts
 * import { f32 } from "adam";
 * import { assertStrictEquals } from "@std/assert";
 *
 * assertStrictEquals(f32(0.1), 0.10000000149011612);
 * ```
 */
export function f32(x: number): number {
  requireNumber("round", "x", x, anyNumber);
  return Math.fround(x);
}

/**
 * IEEE 754 binary16: 11 bits of significand, largest 65504, smallest
 * subnormal $2^{-24}$. Adam's usual $\epsilon = 10^{-8}$ is zero in it.
 *
 * @param x Any number
 * @returns The nearest binary16 value; NaN, infinities and signed zeros stay
 * @throws {TypeError} If `x` is not a number
 * @example
 * ```ts
 * import { f16 } from "adam";
 * import { assertStrictEquals } from "@std/assert";
 *
 * assertStrictEquals(f16(1e-8), 0);
 * assertStrictEquals(f16(65520), Infinity);
 * ```
 */
export function f16(x: number): number {
  requireNumber("round", "x", x, anyNumber);
  return Math.f16round(x);
}

/** The largest finite bfloat16, $(2 - 2^{-7}) \cdot 2^{127}$. */
const largestBf16 = (2 - 2 ** -7) * 2 ** 127;

/**
 * bfloat16: the upper half of a binary32, 8 bits of significand, the same
 * exponents. In it $0.999$ is $1$, which is why decays are never rounded.
 *
 * Rounds once, from the exact value: going through binary32 first would round
 * twice and miss some ties. $q = |x| / s$ with the spacing $s$ at $x$ is
 * exact, and adding and taking away $2^{52}$ rounds $q$ to an integer, ties to
 * even.
 *
 * @param x Any number
 * @returns The nearest bfloat16 value; NaN, infinities and signed zeros stay
 * @throws {TypeError} If `x` is not a number
 * @example
 * ```ts
 * import { bf16 } from "adam";
 * import { assertStrictEquals } from "@std/assert";
 *
 * assertStrictEquals(bf16(0.999), 1);
 * assertStrictEquals(bf16(0.9), 0.8984375);
 * ```
 */
export function bf16(x: number): number {
  requireNumber("round", "x", x, anyNumber);
  if (!Number.isFinite(x) || x === 0) return x;
  const size = Math.abs(x);
  const spacing = Math.max(binade(size), 2 ** -126) * 2 ** -7;
  const rounded = (size / spacing + 2 ** 52 - 2 ** 52) * spacing;
  return Math.sign(x) * (rounded > largestBf16 ? Infinity : rounded);
}

/**
 * The spacing of a format at `x`: the distance from `|round(x)|` to the next
 * larger number of the format, if its exponent were not bounded above.
 *
 * Found by asking the format: halve a power of two $d$ while $b + d$, with $b$
 * the power of two at or below $|x|$, is still a number of the format.
 *
 * @param x A number that is finite in the format
 * @param round The format
 * @returns The spacing, a power of two
 * @throws {RangeError} If `x` is not finite once rounded
 * @example
 * ```ts
 * import { bf16, f32, ulp } from "adam";
 * import { assertStrictEquals } from "@std/assert";
 *
 * assertStrictEquals(ulp(1, f32), 2 ** -23);
 * assertStrictEquals(ulp(1, bf16), 2 ** -7);
 * assertStrictEquals(ulp(0, f32), 2 ** -149);
 * ```
 */
export function ulp(x: number, round: Round): number {
  const action = "take the ulp";
  requireNumber(action, "x", x, notNaN);
  const stored = (value: number) => rounded(action, "round", round, value);
  const size = Math.abs(stored(x));
  requireNumber(action, "round(x)", size, finite);
  const base = size === 0 ? 0 : binade(size);
  const holds = (step: number) =>
    step > 0 && base + step - base === step &&
    stored(base + step) === base + step;
  let spacing = base || 1;
  while (holds(spacing / 2)) spacing /= 2;
  return spacing;
}

/**
 * How many numbers of a format `b` is away from `a`: 0 for equal ones, 1 for
 * neighbours. The two zeros count as one number. Both are rounded first; an
 * infinity is 0 away from itself and infinitely far from everything else.
 *
 * With $s$ the spacing at $x$, $s_0$ the spacing at 0 and $2^{p-1}$ numbers
 * in a binade, $|x|$ is number $|x|/s + 2^{p-1} \log_2(s/s_0)$ above zero.
 *
 * @param a One number
 * @param b The other
 * @param round The format
 * @returns The distance, exact as long as it is at most $2^{53}$
 * @throws {RangeError} If one of them is NaN
 * @example
 * ```ts
 * import { f32, ulpDistance } from "adam";
 * import { assertStrictEquals } from "@std/assert";
 *
 * assertStrictEquals(ulpDistance(1, 1 + 2 ** -23, f32), 1);
 * assertStrictEquals(ulpDistance(-(2 ** -149), 2 ** -149, f32), 2);
 * ```
 */
export function ulpDistance(a: number, b: number, round: Round): number {
  const action = "take the ulp distance";
  requireNumber(action, "a", a, notNaN);
  requireNumber(action, "b", b, notNaN);
  const [x, y] = [a, b].map((value) =>
    rounded(action, "round", round, value)
  ) as [number, number];
  if (x === y) return 0;
  if (!Number.isFinite(x) || !Number.isFinite(y)) return Infinity;
  const distance = position(x, round) - position(y, round);
  return Math.abs(Number(distance));
}

/** The index of a number in its format, counted from zero. */
function position(x: number, round: Round): bigint {
  const spacing = ulp(x, round);
  const perBinade = BigInt(1 / ulp(1, round));
  const binades = BigInt(Math.log2(spacing) - Math.log2(ulp(0, round)));
  const size = BigInt(Math.abs(x) / spacing) + binades * perBinade;
  return x < 0 ? -size : size;
}

/**
 * Whether an update to a stored weight is rounded away: $R(w + u) = w$, because
 * $|u|$ is less than half the spacing on that side of $w$ (or a tie that goes
 * to $w$). The sum is computed in binary64, then rounded to the format.
 *
 * @param weight The weight, a number of the format
 * @param update What is added to it
 * @param round The format the weight is stored in
 * @returns `true` if the sum rounds back to the weight
 * @throws {RangeError} If one of them is NaN or infinite
 * @example
 * ```ts
 * import { absorbs, bf16, f32 } from "adam";
 * import { assert } from "@std/assert";
 *
 * assert(absorbs(1, 1e-3, bf16));
 * assert(!absorbs(1, 1e-3, f32));
 * ```
 */
export function absorbs(weight: number, update: number, round: Round): boolean {
  requireNumber("add the update", "weight", weight, finite);
  requireNumber("add the update", "update", update, finite);
  const sum = rounded("add the update", "round", round, weight + update);
  return sum === weight;
}
