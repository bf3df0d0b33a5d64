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
 * The claims of one document as a table: id, place, statement and the sense in
 * which it was read, verdict, the reason and what decides it. Its numbers have
 * four significant digits in a page, and every digit in the text and under the
 * pointer. The caption counts the verdicts.
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
    "The document says": apart(claim.statement, "Read", claim.reading),
    Verdict: claim.verdict,
    "What the library computes": new RoundedText(
      reason(claim, (value) => columnFormat([value], 4)(value)),
      reason(claim, String),
    ),
  }));
  const shown = table(rows, { caption: count(own), rows: Infinity });
  return { ...shown, claims: own };
}

type Format = (value: number) => string;

function reason(claim: Claim, format: Format): string {
  const words = claim.because.replace(
    /\{(\w+)\}/g,
    (_, name: string) => format(numberOf(claim, name)),
  );
  return apart(words, "Decided by", criterion(claim, format));
}

/** The criterion, each number beside its name: "far (0.99) ≈ 1". */
function criterion(claim: Claim, format: Format): string | undefined {
  const { decides, otherwise } = claim;
  const inWords = (text: string) =>
    text.replace(
      /\b(?!and\b|prints as\b|as\b)[a-zA-Z]\w*/g,
      (name) => `${spaced(name)} (${format(numberOf(claim, name))})`,
    );
  if (decides === undefined) return undefined;
  if (otherwise === undefined) return inWords(decides);
  return `${inWords(decides)}; without the condition, ${inWords(otherwise)}`;
}

/** Words, and on a line of their own what is added to them. */
function apart(words: string, name: string, more?: string): string {
  return more === undefined ? words : `${words}\n${name}: ${more}`;
}

function spaced(name: string): string {
  return name.replace(
    /[A-Z]/g,
    (letter, at) => at === 0 ? letter : ` ${letter.toLowerCase()}`,
  );
}

function numberOf({ id, numbers }: Claim, name: string): number {
  const value = numbers[name];
  if (value === undefined) {
    throw new RangeError(
      `Cannot show claim ${id} as its numbers must have the name ${name}`,
    );
  }
  requireNumber(`show claim ${id}`, `numbers.${name}`, value, anyNumber);
  return value;
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
