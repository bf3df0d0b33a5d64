/**
 * Numbers of any size, in two digits or a few more.
 *
 * @module
 */
import { exponential, fixed } from "./number_format.ts";

/**
 * Formats a number for a table in which sizes differ widely: with `digits`
 * behind the point where that shows two digits at least, else as `1.2e-03`.
 * Zero is `0`.
 *
 * @param value The number; NaN and infinities are `nan`, `inf` and `-inf`
 * @param digits How many digits follow the point, from 0 to 100
 * @returns The characters
 * @throws {TypeError} If `value` or `digits` is no number
 * @throws {RangeError} If `digits` is not a whole number from 0 to 100
 * @example
 * ```ts
 * import { short } from "adam/show";
 * import { assertEquals } from "@std/assert";
 *
 * const values = [0, 1.79e-10, 0.25, 84.96];
 * assertEquals(values.map((value) => short(value, 2)), [
 *   "0",
 *   "1.8e-10",
 *   "0.25",
 *   "84.96",
 * ]);
 * assertEquals(short(0.25, 1), "2.5e-01");
 * ```
 */
export function short(value: number, digits: number): string {
  const atLength = fixed(value, digits);
  if (value === 0) return "0";
  return Math.abs(value) < 10 ** (1 - digits)
    ? exponential(value, 1)
    : atLength;
}
