/**
 * Tokens, sequence by sequence.
 *
 * @module
 */

/** A list of tokens, cut into sequences of one length. */
export function sequencesOf(
  tokens: readonly number[],
  length: number,
): number[][] {
  return Array.from(
    { length: tokens.length / length },
    (_, s) => tokens.slice(s * length, (s + 1) * length),
  );
}
