/**
 * The ledger of claims, as a notebook shows it.
 *
 * @module
 */
import {
  anyNumber,
  inWords,
  requireNumber,
  requireRecord,
  requireType,
} from "../_require.ts";
import { requireWords } from "./_words.ts";
import type { Displayable } from "./displayable.ts";
import { table } from "./table.ts";

/** A statement of a document, and what computing it decided. */
export interface Claim {
  /** Its name, such as `S10`. */
  readonly id: string;
  /** The document that makes it. */
  readonly document: string;
  /** Where in the document. */
  readonly place: string;
  /** The statement, in our own words. */
  readonly statement: string;
  /** `holds`, `holds to the printed digits`, `holds only if …` or `refuted`. */
  readonly verdict: string;
  /** The reason; `{name}` stands for one of the numbers. */
  readonly because: string;
  /** The numbers that were computed, by name. */
  readonly numbers: Readonly<Record<string, number | undefined>>;
}

const texts = [
  "id",
  "document",
  "place",
  "statement",
  "verdict",
  "because",
] as const;

/**
 * The claims of one document as a table: id, place, statement, verdict, and
 * the reason with every digit of its numbers. The caption counts the verdicts.
 *
 * @param claims The claims, as in `data/claims.json`
 * @param document Whose claims to show
 * @returns A value that shows itself in a notebook
 * @throws {TypeError} If `claims` are no claims, or `document` is no text
 * @throws {RangeError} If the document has no claims, or a reason names a
 * number that was not computed
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
): Displayable {
  const action = "show the ledger";
  if (!Array.isArray(claims)) {
    throw new TypeError(
      `Cannot ${action} as claims must be an array of claims: ` +
        `current value is ${inWords(claims)}`,
    );
  }
  for (const [i, claim] of claims.entries()) {
    requireRecord(action, `claims[${i}]`, claim);
    requireRecord(action, `claims[${i}].numbers`, claim.numbers);
    requireWords(
      action,
      Object.fromEntries(texts.map((t) => [`claims[${i}].${t}`, claim[t]])),
    );
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
    "What the library computes": reason(claim),
  }));
  return table(rows, { caption: count(own), rows: Infinity });
}

function reason({ id, because, numbers }: Claim): string {
  return because.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = numbers[name];
    if (value === undefined) {
      throw new RangeError(
        `Cannot show claim ${id} as its numbers must have the name ${name}`,
      );
    }
    requireNumber(`show claim ${id}`, `numbers.${name}`, value, anyNumber);
    return String(value);
  });
}

const kinds = [
  "holds",
  "holds to the printed digits",
  "holds only if",
  "refuted",
];

function count(claims: readonly Claim[]): string {
  const isKind = (kind: string) => ({ verdict }: Claim) =>
    kind === "holds only if" ? verdict.startsWith(kind) : verdict === kind;
  const counts = kinds
    .map((kind) => [claims.filter(isKind(kind)).length, kind] as const)
    .filter(([number]) => number > 0)
    .map(([number, kind]) =>
      `${number} ${number === 1 ? kind : kind.replace(/^holds/, "hold")}`
    );
  const total = `${claims.length} claim${claims.length === 1 ? "" : "s"}`;
  return `${total}: ${counts.join(", ")}`;
}
