/**
 * Refuses what are no claims.
 *
 * @module
 */
import { inWords, requireRecord } from "./_require.ts";
import { requireWords } from "./_words.ts";

const texts = ["id", "document", "place", "statement", "because"];
const optional = ["reading", "decides", "condition", "otherwise"];

/** Throws unless these are records with the words of a claim in each. */
export function requireStatements(
  action: string,
  claims: readonly object[],
): void {
  if (!Array.isArray(claims)) {
    throw new TypeError(
      `Cannot ${action} as claims must be an array of claims: ` +
        `current value is ${inWords(claims)}`,
    );
  }
  for (const [i, claim] of claims.entries()) {
    requireRecord(action, `claims[${i}]`, claim);
    const given = optional.filter((text) => claim[text] !== undefined);
    const words = [...texts, ...given]
      .map((text) => [`claims[${i}].${text}`, claim[text]]);
    requireWords(action, Object.fromEntries(words));
  }
}
