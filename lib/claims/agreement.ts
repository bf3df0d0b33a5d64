/**
 * The rule by which numbers agree, the same for all claims.
 *
 * @module
 */
import { finite } from "../_demands.ts";
import { requireNumber } from "../_require.ts";

/**
 * Whether an equation of formulas holds: two numbers are equal but for the
 * rounding of their computation in binary64,
 *
 * $$|a - b| \le 2^{-40} \max(|a|, |b|)$$
 *
 * which is to 12 digits. An equation is one of real numbers. So rounding never
 * refutes it, and never puts it under a condition. A claim about stored numbers
 * is another thing: their bits decide.
 *
 * @param a A number
 * @param b Another one
 * @returns Whether they are equal by this rule
 * @throws {TypeError} If one of them is no number
 * @throws {RangeError} If one of them is not finite
 * @example
 * ```ts
 * import { adamStep, start } from "adam";
 * import { isEqual } from "adam/claims";
 * import { assert } from "@std/assert";
 *
 * const { correctedFirstMoment } = adamStep(start, 1e-4);
 * assert(correctedFirstMoment !== 1e-4); // the last bit
 * assert(isEqual(correctedFirstMoment, 1e-4));
 * ```
 */
export function isEqual(a: number, b: number): boolean {
  requireBoth({ a, b });
  return Math.abs(a - b) <= 2 ** -40 * Math.max(Math.abs(a), Math.abs(b));
}

/**
 * Whether a number is about another one, as "≈", "about", "nearly" and "halved"
 * have it: within a tenth of it.
 *
 * @param a A number
 * @param wanted What it should be about
 * @returns Whether it is
 * @throws {TypeError} If one of them is no number
 * @throws {RangeError} If one of them is not finite
 * @example
 * ```ts
 * import { updateMultiplier } from "adam";
 * import { isAbout } from "adam/claims";
 * import { assert } from "@std/assert";
 *
 * assert(isAbout(updateMultiplier(1e-6), 1));
 * assert(!isAbout(updateMultiplier(1e-8), 1));
 * ```
 */
export function isAbout(a: number, wanted: number): boolean {
  requireBoth({ a, wanted });
  return Math.abs(a - wanted) <= Math.abs(wanted) / 10;
}

/**
 * Whether a number is much larger than another one, as "≫" has it: a hundred
 * times as large, or more.
 *
 * @param a A number, zero or more
 * @param b Another one
 * @returns Whether the first is much larger
 * @throws {TypeError} If one of them is no number
 * @throws {RangeError} If one of them is not finite
 * @example
 * ```ts
 * import { isMuchLarger } from "adam/claims";
 * import { assert } from "@std/assert";
 *
 * assert(isMuchLarger(7.65e-3, 1e-8));
 * assert(!isMuchLarger(5e-8, 1e-8));
 * ```
 */
export function isMuchLarger(a: number, b: number): boolean {
  requireBoth({ a, b });
  return a >= 100 * b;
}

function requireBoth(numbers: Record<string, number>): void {
  for (const [name, number] of Object.entries(numbers)) {
    requireNumber("compare the numbers", name, number, finite);
  }
}
