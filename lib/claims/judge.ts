/**
 * A claim whose words say what decides it.
 *
 * @module
 */
import { requireRecord } from "../_require.ts";
import { requireWords } from "../_words.ts";
import { isMet, isRounded } from "./_criterion.ts";
import { requireNamedNumbers } from "./_numbers.ts";
import type { Decision } from "./decide.ts";

/** What decides a claim. */
export interface Criterion {
  /** What must be true of its numbers, such as `share ≈ 0.5 and far > 2 near`. */
  readonly decides?: string | undefined;
  /** The condition under which that is so, in words that complete "holds only if …". */
  readonly condition?: string | undefined;
  /** The same as `decides` where the condition is not met. */
  readonly otherwise?: string | undefined;
}

/**
 * Decides a claim by its own words. A criterion is comparisons of named numbers
 * joined by "and", by one rule for all claims: `=` is {@linkcode isEqual}, `≈`
 * {@linkcode isAbout}, `≫` {@linkcode isMuchLarger}, `prints as` the digits in
 * print.
 *
 * - What is not met is `refuted`.
 * - What is met `holds`; if it is of digits in print that are not all there
 *   are, it `holds to the printed digits`.
 * - What is met under a condition, and not without it, `holds only if` that.
 *
 * @param criterion What decides it
 * @param numbers What was computed, by name
 * @returns The decision
 * @throws {TypeError} If a criterion is no text, or `numbers` are no numbers by
 * name
 * @throws {RangeError} If a criterion is no comparisons, names a number that is
 * not there, or a number is not finite
 * @example
 * ```ts
 * import { updateMultiplier } from "adam";
 * import { judge } from "adam/claims";
 * import { assertStrictEquals } from "@std/assert";
 *
 * const numbers = { far: updateMultiplier(1), at: updateMultiplier(1e-8) };
 * const words = { decides: "far ≈ 1", condition: "|g| ≫ ε", otherwise: "at ≈ 1" };
 * assertStrictEquals(judge(words, numbers).verdict, "holds only if |g| ≫ ε");
 * assertStrictEquals(judge({ decides: "at ≈ 1" }, numbers).verdict, "refuted");
 * ```
 */
export function judge(
  criterion: Criterion,
  numbers: Readonly<Record<string, number>>,
): Decision {
  const action = "judge the claim";
  requireRecord(action, "criterion", criterion);
  requireNamedNumbers(action, "numbers", numbers);
  const { decides, condition, otherwise } = criterion;
  requireWords(action, { decides });
  if (!isMet(decides!, numbers)) return { verdict: "refuted", numbers };
  if (otherwise !== undefined) {
    requireWords(action, { condition });
    if (!isMet(otherwise, numbers)) {
      return { verdict: `holds only if ${condition}`, numbers };
    }
  }
  const verdict = isRounded(decides!, numbers)
    ? "holds to the printed digits"
    : "holds";
  return { verdict, numbers };
}
