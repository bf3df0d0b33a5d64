/**
 * A format as it is called: with a look at what it gives.
 *
 * @module
 */
import { notNaN } from "./_demands.ts";
import { requireNumber, requireType } from "./_require.ts";

/**
 * Rounds a number to the nearest one that a storage format can hold, ties to
 * even. The function *is* the format: `ulp`,
 * `ulpDistance` and `absorbs` learn all they need by
 * calling it, so any binary format of up to 53 bits can be passed.
 */
export type Round = (x: number) => number;

/**
 * What a format makes of a number.
 *
 * @throws {TypeError} If it is no function, or gives something that is no number
 * @throws {RangeError} If it gives NaN for something else
 */
export function rounded(
  action: string,
  name: string,
  round: Round,
  x: number,
): number {
  requireType(action, name, round, "function");
  const value = round(x);
  if (typeof value !== "number" || (Number.isNaN(value) && !Number.isNaN(x))) {
    requireNumber(action, `${name}(${x})`, value, notNaN);
  }
  return value;
}
