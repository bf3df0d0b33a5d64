/**
 * Models in several files of safetensors, which an index file names.
 *
 * @module
 */
import { dirname, join } from "node:path";
import { isRecord } from "../shared/json.ts";
import { CheckedFile } from "./checked_file.ts";
import { readJson } from "./checked_json.ts";
import { type Checkpoint, nameOfTokenMatrix } from "./checkpoint.ts";
import { safetensors } from "./safetensors.ts";

/**
 * Reads the one file that holds the token matrix, and of the index only where
 * that is.
 *
 * @param index The file with the `weight_map`
 * @param wanted The name of the tensor, if it is not to be found by that
 * @returns That file's tensors
 * @throws {Obstacle} If the index is none, names no matrix of tokens, or names
 * a file that is not beside it or does not hold the matrix
 */
export function shards(index: CheckedFile, wanted?: string): Checkpoint {
  const { object: { weight_map: map } } = readJson(index);
  if (!isRecord(map)) throw index.refusal("it has no weight_map");
  const name = nameOfTokenMatrix(Object.keys(map), wanted);
  if (name === undefined) {
    const what = wanted ?? "a matrix with the name of one of tokens";
    throw index.refusal(`its weight_map does not have ${what}`);
  }
  const shard = map[name];
  const isBeside = typeof shard === "string" &&
    /^[^/\\:\0]+\.safetensors$/.test(shard);
  if (!isBeside) {
    throw index.refusal(`${name} should be in a .safetensors file beside it`);
  }
  const checkpoint = safetensors(
    new CheckedFile(join(dirname(index.path), shard)),
  );
  const tensors = checkpoint.tensors.filter((tensor) => tensor.name === name);
  if (tensors.length === 0) {
    throw index.refusal(`${shard} does not have ${name}`);
  }
  return { ...checkpoint, tensors };
}
