/**
 * The digits of a number that mean something.
 *
 * @module
 */
import { requireNumber } from "../_require.ts";
import { requireNamedNumbers } from "./_numbers.ts";

/**
 * The same numbers, each rounded to a given number of significant digits: for those whose
 * further digits depend on the processor, or mean nothing.
 *
 * @param numbers The numbers, by name
 * @param digits How many digits are kept, from 1 to 17
 * @returns The rounded numbers
 * @throws {TypeError} If `numbers` are no numbers by name, or `digits` is none
 * @throws {RangeError} If a number is not finite, or `digits` is not a whole
 * number from 1 to 17
 * @example
 * ```ts
 * import { inDigits } from "adam/claims";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(inDigits({ share: 1 / 3, many: 23456 }, 3), {
 *   share: 0.333,
 *   many: 23500,
 * });
 * ```
 */
export function inDigits<Name extends string>(
  numbers: Readonly<Record<Name, number>>,
  digits: number,
): Record<Name, number> {
  const action = "round the numbers";
  requireNamedNumbers(action, "numbers", numbers);
  requireNumber(action, "digits", digits, {
    wanted: "a whole number from 1 to 17",
    met: (count) => Number.isInteger(count) && count >= 1 && count <= 17,
  });
  const rounded = Object.entries<number>(numbers)
    // Of a zero the text has no sign.
    .map(([name, value]) => [
      name,
      value === 0 ? value : Number(value.toPrecision(digits)),
    ]);
  return Object.fromEntries(rounded);
}
