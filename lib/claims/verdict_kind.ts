/**
 * The four verdicts.
 *
 * @module
 */
import { requireType } from "../_require.ts";

/** What a verdict begins with, in the order in which they are counted. */
export const verdictKinds = [
  "holds",
  "holds to the printed digits",
  "holds only if",
  "refuted",
] as const;

/** One of the four verdicts, without the condition that it may name. */
export type VerdictKind = typeof verdictKinds[number];

/**
 * Which of the four a verdict is, whatever condition it names.
 *
 * @param verdict The verdict
 * @returns What it begins with
 * @throws {TypeError} If `verdict` is no text
 * @throws {RangeError} If it is none of the four
 * @example
 * ```ts
 * import { verdictKind } from "adam/claims";
 * import { assertStrictEquals } from "@std/assert";
 *
 * assertStrictEquals(verdictKind("holds only if |g| = ε"), "holds only if");
 * ```
 */
export function verdictKind(verdict: string): VerdictKind {
  const action = "tell the kind of the verdict";
  requireType(action, "verdict", verdict, "string");
  const kind = verdictKinds.find((kind) =>
    kind === "holds only if"
      ? /^holds only if \S/.test(verdict)
      : verdict === kind
  );
  if (kind) return kind;
  throw new RangeError(
    `Cannot ${action} as verdict must be one of ${verdictKinds.join(", ")}: ` +
      `current value is ${verdict}`,
  );
}
