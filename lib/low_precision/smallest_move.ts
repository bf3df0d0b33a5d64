/**
 * How large an update must be for a stored weight to notice it.
 *
 * @module
 */
import { finite } from "../_demands.ts";
import { requireNumber } from "../_require.ts";
import { rounded } from "../_rounded.ts";
import type { Round } from "../precision.ts";
import { gap } from "./_gap.ts";

/**
 * The size from which on an update moves a stored weight: half the distance to
 * the next number on that side,
 *
 * $$|\Delta| > \tfrac{1}{2} \operatorname{gap}(w) \implies R(w + \Delta) \ne w$$
 *
 * Toward zero that is half as much at a power of two as beside it, so a weight
 * may be free to shrink and not to grow. An update of exactly this size is a
 * tie, which goes to the even neighbour: it moves the weight if that is odd.
 *
 * @param weight The weight, a finite number of the format
 * @param direction A number whose sign is that of the update
 * @param round The format, which rounds to the nearest
 * @returns `size`: shorter updates are absorbed, longer ones are not.
 * `included`: whether an update of this very size moves the weight
 * @throws {RangeError} If `weight` is not a finite number of the format, or
 * `direction` is zero or NaN
 * @example
 * ```ts
 * import { bf16 } from "adam";
 * import { smallestMove } from "adam/low_precision";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(smallestMove(1, +1, bf16), { size: 2 ** -8, included: false });
 * assertEquals(smallestMove(1, -1, bf16), { size: 2 ** -9, included: false });
 * ```
 */
export function smallestMove(
  weight: number,
  direction: number,
  round: Round,
): { size: number; included: boolean } {
  const action = "find the smallest move";
  requireNumber(action, "weight", weight, finite);
  requireNumber(action, "weight", weight, heldBy(round));
  requireNumber(action, "direction", direction, signed);
  const isOdd = weight / gap(weight, weight, round) % 2 !== 0;
  return { size: gap(weight, direction, round) / 2, included: isOdd };
}

/** A number that a format holds. */
function heldBy(round: Round) {
  return {
    wanted: "a number of the format",
    met: (value: number) =>
      rounded("find the smallest move", "round", round, value) === value,
  };
}

const signed = {
  wanted: "above or below zero",
  met: (value: number) => value > 0 || value < 0,
};
