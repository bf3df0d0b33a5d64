/**
 * Opens a file of a model by what it holds, not by its name.
 *
 * @module
 */
import { dirname, join } from "node:path";
import { CheckedFile } from "./checked_file.ts";
import {
  type Checkpoint,
  type TokenMatrix,
  tokenMatrix,
} from "./checkpoint.ts";
import { gguf } from "./gguf.ts";
import { npy } from "./npy.ts";
import { safetensors } from "./safetensors.ts";
import { shards } from "./shards.ts";
import { tokensOf } from "./tokenizer.ts";

/** A token matrix, and the tokens of its rows if they are known. */
export interface Opened {
  matrix: TokenMatrix;
  tokens: ReadonlyMap<number, string>;
}

/**
 * Opens the token matrix of a model.
 *
 * @param path A `.safetensors`, its index file, a GGUF or an `.npy`
 * @param tensor The name of the matrix, if it is not to be found by that
 * @returns The matrix, whose file is open, and the tokens: those in the file, or
 * else those of a `tokenizer.json` beside it
 * @throws {Obstacle} If the file is none of these, or not as it says
 */
export function openCheckpoint(path: string, tensor?: string): Opened {
  const file = new CheckedFile(path);
  let held: CheckedFile | undefined;
  try {
    const checkpoint = read(file, tensor);
    const matrix = tokenMatrix(checkpoint, tensor);
    const beside = join(dirname(path), "tokenizer.json");
    const tokens = checkpoint.tokens ?? tokensOf(beside);
    held = matrix.file;
    return { matrix, tokens };
  } finally {
    if (held !== file) file[Symbol.dispose]();
  }
}

function read(file: CheckedFile, tensor?: string): Checkpoint {
  const start = file.read(0, Math.min(9, file.size));
  const text = String.fromCharCode(...start);
  if (text.startsWith("GGUF")) return gguf(file);
  if (text.startsWith("\x93NUMPY")) return npy(file);
  if (text[8] === "{" && start.length === 9) return safetensors(file);
  if (/^\s*\{/.test(text)) return shards(file, tensor);
  throw file.refusal(
    "it begins like none of safetensors, their index file, GGUF and .npy",
  );
}
