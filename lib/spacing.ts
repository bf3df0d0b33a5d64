/**
 * How far apart the numbers of a format are, and what is lost between them.
 *
 * @module
 */
import { binade } from "./_binade.ts";
import { finite, notNaN } from "./_demands.ts";
import { requireNumber } from "./_require.ts";
import { type Round, rounded } from "./_rounded.ts";

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
