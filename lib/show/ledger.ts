/**
 * The ledger of claims, as a notebook shows it.
 *
 * @module
 */
import { anyNumber } from "../_demands.ts";
import { requireNumber, requireRecord, requireType } from "../_require.ts";
import { requireStatements } from "../_statements.ts";
import { requireWords } from "../_words.ts";
import type { Claim } from "../claims/decided.ts";
import { verdictKind, verdictKinds } from "../claims/verdict_kind.ts";
import { columnFormat, RoundedText } from "./_column_digits.ts";
import type { Displayable } from "./displayable.ts";
import { table } from "./table.ts";

/** A ledger that shows itself, and has the claims in it. */
export interface Ledger extends Displayable {
  /** The claims that it shows. */
  readonly claims: readonly Claim[];
}

/**
 * The claims of one document as a table: id, place, statement, verdict, and
 * the reason. Its numbers have four significant digits in a page, and every
 * digit in the text and under the pointer. The caption counts the verdicts.
 *
 * @param claims The claims, as in `data/claims.json`
 * @param document Whose claims to show
 * @returns A value that shows itself in a notebook; `claims` are those in it
 * @throws {TypeError} If `claims` are no claims, or `document` is no text
 * @throws {RangeError} If the document has no claims, a verdict is none of the
 * four, or a reason names a number that was not computed
 * @example
 * ```ts
 * import { jupyterDisplay, ledger } from "adam/show";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const claims = [{
 *   id: "S01",
 *   document: "stamp_04",
 *   place: "Summary",
 *   statement: "The update is halved.",
 *   verdict: "holds only if |g| = ε",
 *   because: "At ε the multiplier is {half}.",
 *   numbers: { half: 0.5 },
 * }];
 * const text = ledger(claims, "stamp_04")[jupyterDisplay]()["text/plain"]!;
 * assertStringIncludes(text, "At ε the multiplier is 0.5.");
 * assertStringIncludes(text, "1 claim: 1 holds only if");
 * ```
 */
export function ledger(
  claims: readonly Claim[],
  document: string,
): Ledger {
  const action = "show the ledger";
  requireStatements(action, claims);
  for (const [i, { verdict, numbers }] of claims.entries()) {
    requireRecord(action, `claims[${i}].numbers`, numbers);
    requireWords(action, { [`claims[${i}].verdict`]: verdict });
  }
  requireType(action, "document", document, "string");
  const own = claims.filter((claim) => claim.document === document);
  if (own.length === 0) {
    throw new RangeError(
      `Cannot show the ledger as document must have claims: current value is ${document}`,
    );
  }
  const rows = own.map((claim) => ({
    Claim: claim.id,
    Place: claim.place,
    "The document says": claim.statement,
    Verdict: claim.verdict,
    "What the library computes": new RoundedText(
      reason(claim, (value) => columnFormat([value], 4)(value)),
      reason(claim, String),
    ),
  }));
  const shown = table(rows, { caption: count(own), rows: Infinity });
  return { ...shown, claims: own };
}

function reason(
  { id, because, numbers }: Claim,
  format: (value: number) => string,
): string {
  return because.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = numbers[name];
    if (value === undefined) {
      throw new RangeError(
        `Cannot show claim ${id} as its numbers must have the name ${name}`,
      );
    }
    requireNumber(`show claim ${id}`, `numbers.${name}`, value, anyNumber);
    return format(value);
  });
}

function count(claims: readonly Claim[]): string {
  const kindsFound = claims.map(({ verdict }) => verdictKind(verdict));
  const counts = verdictKinds
    .map((kind) => [kindsFound.filter((k) => k === kind).length, kind] as const)
    .filter(([number]) => number > 0)
    .map(([number, kind]) =>
      `${number} ${number === 1 ? kind : kind.replace(/^holds/, "hold")}`
    );
  const total = `${claims.length} claim${claims.length === 1 ? "" : "s"}`;
  return `${total}: ${counts.join(", ")}`;
}
