/**
 * The words of claims and what was decided of them, put together.
 *
 * @module
 */
import { requireRecord } from "../_require.ts";
import { requireStatements } from "../_statements.ts";
import { requireNamedNumbers } from "./_numbers.ts";
import type { Decision } from "./decide.ts";
import { verdictKind } from "./verdict_kind.ts";

/** A claim in words, before it is decided. */
export interface Statement {
  /** Its name, such as `S10`, which no other claim has. */
  readonly id: string;
  /** The document or the notebook that makes it. */
  readonly document: string;
  /** Where in the document. */
  readonly place: string;
  /** The statement, in our own words. */
  readonly statement: string;
  /** The reason for the verdict; `{name}` stands for one of its numbers. */
  readonly because: string;
}

/** A claim that was decided, as it stands in the ledger. */
export interface Claim extends Statement {
  /** One of the four verdicts, with its condition. */
  readonly verdict: string;
  /** The numbers that were computed, by name. */
  readonly numbers: Readonly<Record<string, number | undefined>>;
}

/**
 * The claims that were decided, each with its verdict and its numbers. To
 * decide one claim of a document is to decide all of them.
 *
 * @param claims The words, as in `data/claims.json`; earlier decisions are
 * ignored
 * @param decisions What was decided, by the ids of the claims
 * @returns The claims of the documents that were decided, in their order
 * @throws {TypeError} If `claims` are no claims or `decisions` no decisions
 * @throws {RangeError} If two claims share an id, a decision has no claim, or a
 * claim of the same document no decision
 * @example
 * ```ts
 * import { decide, decided } from "adam/claims";
 * import { assertStrictEquals } from "@std/assert";
 *
 * const claims = [{
 *   id: "X01",
 *   document: "an example",
 *   place: "Summary",
 *   statement: "The first step is halved.",
 *   because: "The share is {share}.",
 * }];
 * const share = 0.5;
 * const [claim] = decided(claims, { X01: decide(share === 0.5, { share }) });
 * assertStrictEquals(claim!.verdict, "holds");
 * ```
 */
export function decided<Words extends Statement>(
  claims: readonly Words[],
  decisions: Readonly<Record<string, Decision>>,
): (Words & Decision)[] {
  requireStatements(action, claims);
  requireOwnIds(claims);
  requireDecisions(decisions);
  const ids = Object.keys(decisions);
  for (const id of ids) {
    if (claims.some((claim) => claim.id === id)) continue;
    throw new RangeError(
      `Cannot ${action} as decisions.${id} must be of one of the claims: ` +
        `there is no claim ${id}`,
    );
  }
  const documents = new Set(
    claims.filter(({ id }) => ids.includes(id)).map((claim) => claim.document),
  );
  return claims.filter(({ document }) => documents.has(document))
    .map((claim) => ({ ...claim, ...decisionOf(claim, decisions) }));
}

const action = "put the claims and their decisions together";

function decisionOf(
  { id, document }: Statement,
  decisions: Readonly<Record<string, Decision>>,
): Decision {
  if (Object.hasOwn(decisions, id)) return decisions[id]!;
  throw new RangeError(
    `Cannot ${action} as decisions must have ${id} of ${document}: ` +
      `current names are ${Object.keys(decisions).join(", ")}`,
  );
}

function requireOwnIds(claims: readonly Statement[]): void {
  const ids = claims.map(({ id }) => id);
  const again = ids.find((id, i) => ids.indexOf(id) < i);
  if (again === undefined) return;
  throw new RangeError(
    `Cannot ${action} as the id of claims must be of one only: ` +
      `current value is ${again} twice`,
  );
}

function requireDecisions(decisions: Readonly<Record<string, Decision>>): void {
  requireRecord(action, "decisions", decisions);
  for (const [id, decision] of Object.entries(decisions)) {
    requireRecord(action, `decisions.${id}`, decision);
    requireNamedNumbers(action, `decisions.${id}.numbers`, decision.numbers);
    verdictKind(decision.verdict);
  }
}
