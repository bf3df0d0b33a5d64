/**
 * A claim that is true or false.
 *
 * @module
 */
import { requireType } from "../_require.ts";
import { requireNamedNumbers } from "./_numbers.ts";

/** The verdict on a claim, and the exact numbers that it rests on. */
export interface Decision {
  /** `holds`, `holds to the printed digits`, `holds only if …` or `refuted`. */
  readonly verdict: string;
  /** What was computed, by name. */
  readonly numbers: Readonly<Record<string, number>>;
}

/**
 * Decides a claim that is as true as one fact: it `holds` or is `refuted`.
 *
 * @param holds Whether it is true
 * @param numbers What that rests on, by the names that the claim's reason uses
 * @returns The decision
 * @throws {TypeError} If `holds` is no boolean, or `numbers` are no numbers by
 * name
 * @throws {RangeError} If one of the numbers is not finite
 * @example
 * ```ts
 * import { updateMultiplier } from "adam";
 * import { decide } from "adam/claims";
 * import { assertStrictEquals } from "@std/assert";
 *
 * const share = updateMultiplier(1e-8);
 * assertStrictEquals(decide(share === 0.5, { share }).verdict, "holds");
 * assertStrictEquals(decide(share === 1, { share }).verdict, "refuted");
 * ```
 */
export function decide(
  holds: boolean,
  numbers: Readonly<Record<string, number>>,
): Decision {
  const action = "decide the claim";
  requireType(action, "holds", holds, "boolean");
  requireNamedNumbers(action, "numbers", numbers);
  return { verdict: holds ? "holds" : "refuted", numbers };
}
