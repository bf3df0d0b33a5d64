/**
 * Which token a row stands for.
 *
 * @module
 */
import { isRecord } from "../shared/json.ts";
import { CheckedFile } from "./checked_file.ts";
import { readJson } from "./checked_json.ts";

/**
 * The tokens of a `tokenizer.json` by their rows.
 *
 * @param path Where it is, if it is there
 * @returns The tokens; none if there is no such file
 * @throws {Obstacle} If there is one that cannot be read
 */
export function tokensOf(path: string): ReadonlyMap<number, string> {
  if (!isThere(path)) return new Map();
  using file = new CheckedFile(path);
  const { object: { model, added_tokens: added } } = readJson(file);
  const vocabulary = isRecord(model) ? model.vocab : undefined;
  const tokens = new Map<number, string>();
  for (const [row, word] of wordsIn(vocabulary)) tokens.set(row, word);
  for (const one of Array.isArray(added) ? added : []) {
    const { id, content } = isRecord(one) ? one : {};
    if (isRow(id) && typeof content === "string") tokens.set(id, content);
  }
  return tokens;
}

/** Words by their rows, or, as Unigram has them, a list of words with their scores; what is none is left out. */
function* wordsIn(vocabulary: unknown): Generator<[number, string]> {
  if (Array.isArray(vocabulary)) {
    for (const [row, entry] of vocabulary.entries()) {
      const word: unknown = Array.isArray(entry) ? entry[0] : entry;
      if (typeof word === "string") yield [row, word];
    }
  } else if (isRecord(vocabulary)) {
    for (const [word, row] of Object.entries(vocabulary)) {
      if (isRow(row)) yield [row, word];
    }
  }
}

function isRow(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isThere(path: string): boolean {
  try {
    Deno.lstatSync(path);
    return true;
  } catch {
    return false;
  }
}

/** How many letters of a token are shown. */
const mostLetters = 40;

/**
 * A token as text that neither a terminal nor a page can be commanded by: in
 * quotes, everything that is not seen or has no width as its code.
 *
 * @param token The token
 * @returns The text
 */
export function shownToken(token: string): string {
  const letters = [...token];
  const shown = letters.slice(0, mostLetters).join("")
    .replace(/["\\]/g, "\\$&")
    .replace(
      /(?! )[\p{C}\p{Z}\p{M}]/gu,
      (letter) => `\\u{${letter.codePointAt(0)!.toString(16)}}`,
    );
  return `"${shown}${letters.length > mostLetters ? "…" : ""}"`;
}
