/**
 * A claim that is true under a condition.
 *
 * @module
 */
import { requireType } from "../_require.ts";
import { requireWords } from "../_words.ts";
import { decide, type Decision } from "./decide.ts";

/**
 * Decides a claim that names no condition: it `holds only if` the condition is
 * met where that makes the difference, and simply `holds` where it makes none.
 * True without the condition and false under it, it is `refuted`.
 *
 * @param condition The condition, in words that complete "holds only if …"
 * @param underIt Whether the claim is true where the condition is met
 * @param withoutIt Whether it is true where it is not met
 * @param numbers What that rests on, by the names that the claim's reason uses
 * @returns The decision
 * @throws {TypeError} If `condition` says nothing, `underIt` or `withoutIt` is
 * no boolean, or `numbers` are no numbers by name
 * @throws {RangeError} If one of the numbers is not finite
 * @example
 * ```ts
 * import { updateMultiplier } from "adam";
 * import { onlyIf } from "adam/claims";
 * import { assertStrictEquals } from "@std/assert";
 *
 * const [far, at] = [updateMultiplier(1), updateMultiplier(1e-8)];
 * const { verdict } = onlyIf("|g| ≫ ε", far > 0.99, at > 0.99, { far, at });
 * assertStrictEquals(verdict, "holds only if |g| ≫ ε");
 * ```
 */
export function onlyIf(
  condition: string,
  underIt: boolean,
  withoutIt: boolean,
  numbers: Readonly<Record<string, number>>,
): Decision {
  const action = "decide the claim";
  requireWords(action, { condition });
  requireType(action, "underIt", underIt, "boolean");
  requireType(action, "withoutIt", withoutIt, "boolean");
  const decision = decide(underIt, numbers);
  if (!underIt || withoutIt) return decision;
  return { ...decision, verdict: `holds only if ${condition}` };
}
