/**
 * The parking point as a function of the size of the update.
 *
 * @module
 */
import { positive } from "../_demands.ts";
import { requireNumber } from "../_require.ts";
import { binade } from "../_binade.ts";
import type { Round } from "../precision.ts";
import { parkingPoint } from "./parking_point.ts";

/** An end of a stair: updates of that size park a weight there. */
export interface StairEnd {
  /** The size of the update, $|\Delta|$. */
  update: number;
  /** The weight at which a walk from zero parks, $|w|$. */
  weight: number;
}

/**
 * The {@linkcode parkingPoint} of a walk from zero for all sizes of updates in
 * a range. It is a staircase: flat between two powers of two, and double the
 * height right above each. The records are the two ends of each stair, so the
 * line through them is the curve.
 *
 * At a power of two the update is a tie, which belongs to the stair below. The
 * stair above is shown from a share of $2^{-13}$ further on, where formats of up
 * to 40 binary digits tell the two apart.
 *
 * @param lowest The smallest size of an update
 * @param highest The largest size of an update
 * @param round The format, which rounds to the nearest
 * @returns The ends of the stairs, from left to right; a height is infinite
 * where the walk leaves the format
 * @throws {RangeError} If `lowest` is not finite and above zero, or `highest`
 * not finite and above `lowest`
 * @example A learning rate that decays freezes ever smaller weights
 * ```ts
 * import { bf16 } from "adam";
 * import { parkingStaircase } from "adam/low_precision";
 * import { assertEquals } from "@std/assert";
 *
 * const stairs = parkingStaircase(0.001, 0.003, bf16);
 * assertEquals(stairs.map(({ weight }) => weight), [0.5, 0.5, 1, 1]);
 * ```
 */
export function parkingStaircase(
  lowest: number,
  highest: number,
  round: Round,
): StairEnd[] {
  const action = "draw the staircase";
  requireNumber(action, "lowest", lowest, positive);
  requireNumber(action, "highest", highest, {
    wanted: "finite and above lowest",
    met: (size) => Number.isFinite(size) && size > lowest,
  });
  const updates = [lowest];
  let edge = binade(lowest);
  if (edge < lowest) edge *= 2;
  for (; edge < highest; edge *= 2) {
    const ends = [edge, edge * (1 + 2 ** -13)];
    updates.push(...ends.filter((end) => lowest < end && end < highest));
  }
  updates.push(highest);
  return updates.map((update) => ({
    update,
    weight: parkingPoint(0, update, round),
  }));
}
