/**
 * The multiplication and addition that processors do with one rounding.
 *
 * @module
 */

/**
 * The fused multiply-add of binary32, rounded once:
 *
 * $$\mathrm{fma}(a, b, c) = R(a \cdot b + c)$$
 *
 * The product of two binary32 is exact in binary64, the sum $s$ is exact but
 * for an error $e$ (Knuth's two-sum gives it exactly). Rounding $s$ once more
 * goes wrong only where $s$ lies halfway between two binary32 and $e$ is not
 * zero: then $e$ says which of the two is nearer.
 *
 * @param a One factor, a binary32
 * @param b The other factor, a binary32
 * @param c What is added, a binary32
 * @returns The binary32 nearest to the exact $a b + c$, ties to even; NaN and
 * infinities as IEEE 754 has them
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
