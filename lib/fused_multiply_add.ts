/**
 * The multiplication and addition that processors do with one rounding.
 *
 * @module
 */
import { exactMultiplyAdd } from "./_exact_multiply_add.ts";
import { anyNumber } from "./_demands.ts";
import { requireNumber } from "./_require.ts";

/**
 * The fused multiply-add of binary32, rounded once:
 *
 * $$\mathrm{fma}(a, b, c) = R(a \cdot b + c)$$
 *
 * The product of two binary32 is exact in binary64, the sum $s$ is exact except
 * for an error $e$ (Knuth's two-sum gives it exactly). Rounding $s$ once more
 * goes wrong only where $s$ lies halfway between two binary32 and $e$ is not
 * zero: then $e$ says which of the two is nearer.
 *
 * @param a One factor, a binary32
 * @param b The other factor, a binary32
 * @param c What is added, a binary32
 * @returns The binary32 nearest to the exact $a b + c$, ties to even; NaN and
 * infinities as IEEE 754 has them
 * @throws {TypeError} If one of them is not a number
 * @example
 * ```ts
 * import { f32, fusedMultiplyAdd } from "adam";
 * import { assertStrictEquals } from "@std/assert";
 *
 * const [a, c] = [1 + 2 ** -12, -(1 + 2 ** -11)];
 * assertStrictEquals(fusedMultiplyAdd(a, a, c), 2 ** -24);
 * assertStrictEquals(f32(f32(a * a) + c), 0);
 * ```
 */
export function fusedMultiplyAdd(a: number, b: number, c: number): number {
  requireNumbers(a, b, c);
  const product = a * b;
  const sum = product + c;
  const rest = sum - product;
  const error = (product - (sum - rest)) + (c - rest);

  const rounded = Math.fround(sum);
  if (error === 0 || rounded === sum) return rounded;
  const nearest = Number.isFinite(rounded)
    ? rounded
    : Math.sign(sum) * 2 ** 128;
  // As far behind the sum as the nearest is before it: a binary32 only if halfway.
  const other = 2 * sum - nearest;
  const isNearer = Math.fround(other) === other &&
    (error > 0) === (other > sum);
  return isNearer ? other : rounded;
}

/**
 * The fused multiply-add of binary64, rounded once:
 *
 * $$\mathrm{fma}(a, b, c) = R(a \cdot b + c)$$
 *
 * The exact result is brought into a large part and two small ones (Dekker's
 * product, Knuth's sums). The small ones are added with rounding to odd, which
 * keeps that something was left over, so the last sum rounds as if it knew all
 * digits (Boldo and Melquiond, 2008). Where a product of parts could under- or
 * overflow, it is worked out in whole numbers.
 *
 * @param a One factor
 * @param b The other factor
 * @param c What is added
 * @returns The binary64 nearest to the exact $a b + c$, ties to even; NaN and
 * infinities as IEEE 754 has them
 * @throws {TypeError} If one of them is not a number
 * @example
 * ```ts
 * import { fusedMultiplyAdd64 } from "adam";
 * import { assertStrictEquals } from "@std/assert";
 *
 * const tenth = 0.1;
 * assertStrictEquals(fusedMultiplyAdd64(tenth, 10, -1), 2 ** -54);
 * assertStrictEquals(tenth * 10 - 1, 0);
 * ```
 */
export function fusedMultiplyAdd64(a: number, b: number, c: number): number {
  requireNumbers(a, b, c);
  const size = Math.abs(a * b);
  const isUsual = size > 2 ** -916 && size < 2 ** 1020 &&
    Math.max(Math.abs(a), Math.abs(b)) < 2 ** 970 && Math.abs(c) < 2 ** 1020;
  if (!isUsual) return unusualMultiplyAdd(a, b, c);
  const [product, lost] = exactProduct(a, b);
  const [upper, lower] = exactSum(c, lost);
  const [sum, rest] = exactSum(product, upper);
  return sum + sumRoundedToOdd(lower, rest);
}

/** What is zero, not finite, or at an end of the range. */
function unusualMultiplyAdd(a: number, b: number, c: number): number {
  if (!Number.isFinite(a) || !Number.isFinite(b)) return a * b + c;
  if (a === 0 || b === 0) return a * b + c;
  return Number.isFinite(c) ? exactMultiplyAdd(a, b, c) : c;
}

/** The rounded sum, and what it misses (Knuth). */
function exactSum(a: number, b: number): [number, number] {
  const sum = a + b;
  const part = sum - a;
  return [sum, (a - (sum - part)) + (b - part)];
}

/** The rounded product, and what it misses (Dekker). */
function exactProduct(a: number, b: number): [number, number] {
  const [[a1, a2], [b1, b2]] = [halves(a), halves(b)];
  const product = a * b;
  return [product, ((a1 * b1 - product) + a1 * b2 + a2 * b1) + a2 * b2];
}

/** Two numbers of 26 bits each that add up to a binary64 (Veltkamp). */
function halves(a: number): [number, number] {
  const shifted = (2 ** 27 + 1) * a;
  const upper = shifted - (shifted - a);
  return [upper, a - upper];
}

/** A sum that is not exact takes, of the two numbers around it, the one with an odd last bit. */
function sumRoundedToOdd(a: number, b: number): number {
  const [sum, error] = exactSum(a, b);
  if (error === 0) return sum;
  const bits = new BigInt64Array(Float64Array.of(sum).buffer);
  if (bits[0]! & 1n) return sum;
  // The bits of a binary64, read as an integer, count its size upwards.
  bits[0] = bits[0]! + ((error > 0) === (sum > 0) ? 1n : -1n);
  return new Float64Array(bits.buffer)[0]!;
}

function requireNumbers(a: number, b: number, c: number): void {
  const action = "multiply and add";
  requireNumber(action, "a", a, anyNumber);
  requireNumber(action, "b", b, anyNumber);
  requireNumber(action, "c", c, anyNumber);
}
