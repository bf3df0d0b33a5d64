/**
 * JSON of strangers.
 *
 * @module
 */
import { isRecord } from "../shared/json.ts";
import type { CheckedFile } from "./checked_file.ts";

/**
 * How much JSON is read at most. The tokenizers of large models have some 35 million
 * bytes, and with their merges two million values; no vocabulary has more than half
 * as many names as here. What is read is three or four levels deep, templates beside
 * it some more.
 */
const most = {
  bytes: 64 * 2 ** 20,
  levels: 32,
  names: 2 ** 19,
  values: 3 * 2 ** 20,
};

/**
 * Reads a range of a file as JSON.
 *
 * @param file The file
 * @param at Where the text begins; by default the file is nothing else
 * @param length How many bytes it has
 * @returns The object that it holds
 * @throws {Obstacle} If there is too much of it, or it is no object in JSON
 */
export function readJson(
  file: CheckedFile,
  at = 0,
  length: number = file.size,
): { object: Record<string, unknown>; text: string } {
  file.requireRange(at, length);
  if (length > most.bytes) {
    throw file.refusal(
      `${length} bytes of JSON are too many: at most ${most.bytes} are read`,
    );
  }
  const bytes = file.read(at, length);
  const { levels, names, values } = countsOf(bytes);
  if (levels > most.levels) {
    throw file.refusal(`its JSON is more than ${most.levels} levels deep`);
  }
  if (names > most.names) {
    throw file.refusal(`its JSON has more than ${most.names} names`);
  }
  if (values > most.values) {
    throw file.refusal(`its JSON has more than ${most.values} values`);
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

/**
 * How deep brackets are nested, how many colons there are, and how many commas and
 * brackets that open, strings apart; one more than is allowed is enough.
 */
function countsOf(
  bytes: Uint8Array,
): { levels: number; names: number; values: number } {
  let [depth, levels, names, values, inString] = [0, 0, 0, 0, false];
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!;
    if (inString) {
      if (byte === 0x5c) i++; // what stands behind a backslash
      else if (byte === 0x22) inString = false;
    } else if (byte === 0x22) inString = true;
    else if (byte === 0x2c) values++;
    else if (byte === 0x3a) names++;
    else if (byte === 0x5b || byte === 0x7b) {
      values++;
      levels = Math.max(levels, ++depth);
      if (levels > most.levels) break;
    } else if (byte === 0x5d || byte === 0x7d) depth--;
    if (names > most.names || values > most.values) break;
  }
  return { levels, names, values };
}
