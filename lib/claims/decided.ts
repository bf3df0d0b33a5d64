/**
 * The words of claims and what was decided of them, put together.
 *
 * @module
 */
import { requireRecord } from "../_require.ts";
import { requireStatements } from "../_statements.ts";
import { requireNamedNumbers } from "./_numbers.ts";
import type { Decision } from "./decide.ts";
import { type Criterion, judge } from "./judge.ts";
import { verdictKind } from "./verdict_kind.ts";

/** A claim in words, before it is decided. */
export interface Statement extends Criterion {
  /** Its name, such as `S10`, which no other claim has. */
  readonly id: string;
  /** The document or the notebook that makes it. */
  readonly document: string;
  /** Where in the document. */
  readonly place: string;
  /** The statement, in our own words. */
  readonly statement: string;
  /** In which sense it was taken, the kindest that its words allow. */
  readonly reading?: string | undefined;
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
 * decide one claim of a document is to decide all of them. Where the words say
 * what decides the claim, the decision must be that of {@linkcode judge}.
 *
 * @param claims The words, as in `data/claims.json`; earlier decisions are
 * ignored
 * @param decisions What was decided, by the ids of the claims
 * @returns The claims of the documents that were decided, in their order
 * @throws {TypeError} If `claims` are no claims or `decisions` no decisions
 * @throws {RangeError} If two claims share an id, a decision has no claim, a
 * claim of the same document no decision, or its words decide otherwise
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
  claim: Statement,
  decisions: Readonly<Record<string, Decision>>,
): Decision {
  const { id, document } = claim;
  if (Object.hasOwn(decisions, id)) {
    requireSame(claim, decisions[id]!);
    return decisions[id]!;
  }
  throw new RangeError(
    `Cannot ${action} as decisions must have ${id} of ${document}: ` +
      `current names are ${Object.keys(decisions).join(", ")}`,
  );
}

function requireSame(claim: Statement, { verdict, numbers }: Decision): void {
  if (claim.decides === undefined) return;
  const judged = judge(claim, numbers).verdict;
  if (verdict === judged) return;
  throw new RangeError(
    `Cannot ${action} as the verdict on ${claim.id} must be "${judged}", ` +
      `by what decides it: current value is "${verdict}"`,
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
