/**
 * The tokens of a stored text.
 *
 * @module
 */
import { requireRecord, requireType } from "../_require.ts";

/** A text as `data/` stores it. */
export interface StoredText {
  /** The tokens in their order: the bytes of little-endian 16-bit numbers, in base64. */
  tokens: string;
}

/**
 * Unpacks the tokens of a text, for `stream` of `trainingRun`.
 *
 * `data/pride_and_prejudice.json` has as many tokens as the measured model has
 * live ones, 2074, numbered as in Zipf's law: 0 is the most common. Its
 * `vocabulary` has the characters of each.
 *
 * @param text The text
 * @returns Its tokens, in their order
 * @throws {RangeError} If `text.tokens` is not the base64 of 16-bit numbers
 * @throws {TypeError} If `text` is not a record, or its tokens are not a string
 * @example
 * ```ts
 * import { textTokens, trainingRun } from "adam/training";
 * import { assert, assertEquals } from "@std/assert";
 * import text from "data/pride_and_prejudice.json" with { type: "json" };
 *
 * const tokens = textTokens(text);
 * const title = [...tokens.slice(0, 8)].map((token) => text.vocabulary[token]);
 * assertEquals(title.join(""), "PRIDE AND");
 *
 * const small = { layers: 1, width: 8, batch: 1, sequenceLength: 16 };
 * using run = await trainingRun({ ...small, stream: tokens, storage: "f32" });
 * const [first] = run.steps(1);
 * assert(first!.loss > 1);
 * ```
 */
export function textTokens(text: StoredText): Uint16Array {
  const action = "read a text";
  requireRecord(action, "text", text);
  requireType(action, "text.tokens", text.tokens, "string");
  const bytes = bytesOf(text.tokens);
  if (bytes && bytes.length > 0 && bytes.length % 2 === 0) {
    return new Uint16Array(bytes.buffer);
  }
  throw new RangeError(
    `Cannot ${action} as text.tokens must be the base64 of 16-bit numbers: current length is ${text.tokens.length}`,
  );
}

function bytesOf(text: string): Uint8Array | undefined {
  try {
    return Uint8Array.fromBase64(text);
  } catch {
    return undefined;
  }
}
