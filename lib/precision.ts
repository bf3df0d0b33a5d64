/**
 * What a stored number is rounded to: a format is its rounding function.
 *
 * @module
 */
import { binade } from "./_binade.ts";
import { anyNumber } from "./_demands.ts";
import { requireNumber } from "./_require.ts";

export type { Round } from "./_rounded.ts";

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
