/**
 * Where a stored number stops that always takes the same step.
 *
 * @module
 */
import { finite } from "../_demands.ts";
import { requireNumber } from "../_require.ts";
import { binade } from "../_binade.ts";
import { rounded } from "../_rounded.ts";
import type { Round } from "../precision.ts";
import { ulp } from "../spacing.ts";

/**
 * Where the walk $w \leftarrow R(w + \Delta)$ ends, for a constant update.
 *
 * Away from zero it goes up to the first power of two whose spacing is too wide
 * for the update: with $s$ the largest power of two that is not above
 * $2 |\Delta|$, the number $P$ of spacing $s$ that opens a binade, or $2 P$ if
 * the update still moves $P$. Just below, the update is between half a
 * spacing and a whole one, so every step goes to the next number and none
 * misses the power of two.
 *
 * A walk toward zero that has begun goes through zero and ends there, on the
 * other side; a number too large to notice the update stays, or makes one step
 * if the update is a tie. So this is also the smallest weight that the update
 * does not make larger, and, ties apart, all larger ones absorb it either way.
 *
 * The same holds for a counter that is stored in the format, and for an average
 * whose decay is lost in rounding, as both add a constant.
 *
 * The sum is computed in binary64. An update so close above half a gap that the
 * sum rounds to the tie there (for bf16 closer than $2^{-44}$ of itself) may
 * stop earlier.
 *
 * @param from The number the walk starts from; it is rounded first
 * @param update What is added at each step; binary64
 * @param round The format, which rounds to the nearest
 * @returns The number at which the walk stays, or an infinity if it leaves the
 * format
 * @throws {RangeError} If `from` or `update` is NaN or infinite
 * @example A counter, and a weight with updates of a thousandth
 * ```ts
 * import { bf16 } from "adam";
 * import { parkingPoint } from "adam/low_precision";
 * import { assertStrictEquals } from "@std/assert";
 *
 * assertStrictEquals(parkingPoint(0, 1, bf16), 256);
 * assertStrictEquals(parkingPoint(0, -1e-3, bf16), -0.5);
 * ```
 */
export function parkingPoint(
  from: number,
  update: number,
  round: Round,
): number {
  const action = "find the parking point";
  requireNumber(action, "from", from, finite);
  requireNumber(action, "update", update, finite);
  const stored = (x: number) => rounded(action, "round", round, x);
  const second = stored(stored(from) + update);
  // Absorbed, at once or after a tie: this is the end.
  if (stored(second + update) === second) return second;
  const spacing = 2 * binade(Math.abs(update));
  const opening = Math.sign(update) * stored(spacing / ulp(1, round));
  return stored(opening + update) === opening ? opening : stored(2 * opening);
}
