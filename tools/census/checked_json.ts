/**
 * JSON of strangers.
 *
 * @module
 */
import { isRecord } from "../shared/json.ts";
import type { CheckedFile } from "./checked_file.ts";

/** How many bytes of JSON are read at most: the tokenizers of large models have some 35 million. */
const mostBytes = 64 * 2 ** 20;

/** How deep it may be: what is read here is three or four levels deep, templates beside it some more. */
const mostDepth = 32;

/**
 * Reads a range of a file as JSON.
 *
 * @param file The file
 * @param at Where the text begins; by default the file is nothing else
 * @param length How many bytes it has
 * @returns The object that it holds
 * @throws {Obstacle} If it is too large or too deep, or no object in JSON
 */
export function readJson(
  file: CheckedFile,
  at = 0,
  length: number = file.size,
): { object: Record<string, unknown>; text: string } {
  file.requireRange(at, length);
  if (length > mostBytes) {
    throw file.refusal(
      `${length} bytes of JSON are too many: at most ${mostBytes} are read`,
    );
  }
  const bytes = file.read(at, length);
  if (depthOf(bytes) > mostDepth) {
    throw file.refusal(`its JSON is more than ${mostDepth} levels deep`);
  }
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    const object: unknown = JSON.parse(text);
    if (isRecord(object)) return { object, text };
  } catch {
    throw file.refusal("what should be JSON is none");
  }
  throw file.refusal("its JSON is no object");
}

/** How deep brackets are nested, strings apart; one more than is allowed is enough. */
function depthOf(bytes: Uint8Array): number {
  let [depth, deepest, inString] = [0, 0, false];
  for (let i = 0; i < bytes.length && deepest <= mostDepth; i++) {
    const byte = bytes[i]!;
    if (inString) {
      if (byte === 0x5c) i++; // what stands behind a backslash
      else if (byte === 0x22) inString = false;
    } else if (byte === 0x22) inString = true;
    else if (byte === 0x5b || byte === 0x7b) {
      deepest = Math.max(deepest, ++depth);
    } else if (byte === 0x5d || byte === 0x7d) depth--;
  }
  return deepest;
}
