/**
 * Rounding that cuts off digits.
 *
 * @module
 */
import { anyNumber } from "../_demands.ts";
import { requireNumber, requireType } from "../_require.ts";
import type { Round } from "../precision.ts";
import { neighbours } from "./neighbours.ts";

/**
 * Turns a format into rounding toward zero: the conversion that only
 * drops the lower bits. No finite number becomes an infinity.
 *
 * @param round The format, which rounds to the nearest
 * @returns The same format, rounding toward zero; NaN, infinities and signed
 * zeros stay
 * @throws {TypeError} If `round` is no function; later, if a number is none
 * @example
 * ```ts
 * import { bf16 } from "adam";
 * import { towardZero } from "adam/low_precision";
 * import { assertStrictEquals } from "@std/assert";
 *
 * assertStrictEquals(bf16(0.999), 1);
 * assertStrictEquals(towardZero(bf16)(0.999), 0.99609375);
 * ```
 */
export function towardZero(round: Round): Round {
  const action = "round toward zero";
  requireType(action, "round", round, "function");
  return (x) => {
    requireNumber(action, "x", x, anyNumber);
    if (!Number.isFinite(x) || x === 0) return x;
    const { below, above } = neighbours(x, round);
    return x > 0 ? below : above;
  };
}
