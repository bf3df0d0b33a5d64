/**
 * How far apart two numbers of a format stand.
 *
 * @module
 */
import type { Round } from "../precision.ts";
import { ulp } from "../spacing.ts";

/**
 * The distance from a number to the next one on the side of `direction`, were
 * the exponent not bounded above. Away from zero it is the ulp; toward zero it
 * is half of that at most powers of two, where the binade changes.
 *
 * @param x A finite number of the format
 * @param direction A number whose sign says to which side
 * @param round The format
 */
export function gap(x: number, direction: number, round: Round): number {
  const size = Math.abs(x);
  const spacing = ulp(x, round);
  if (x === 0 || x > 0 === direction > 0) return spacing;
  const between = size - spacing / 2;
  // Of 53 bits, binary64 rounds it to a neighbour that is a whole spacing away.
  const isExact = between < size && size - between === spacing / 2;
  return isExact && round(between) === between ? spacing / 2 : spacing;
}
