/**
 * What is kept of an unfinished training, so that it can be continued, to the
 * bit.
 *
 * @module
 */
import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import { deserialize, serialize } from "node:v8";
import type { SavedRun } from "adam/training";
import { writeFile } from "../shared/write_file.ts";
import type { Progress } from "./stored_run.ts";

/** A training that is under way. */
export interface Checkpoint {
  /** What it is to become: how many steps, and all its settings. */
  asked: Record<string, unknown>;
  /** The training. */
  saved: SavedRun;
  /** What is to be stored of it so far. */
  progress: Progress;
}

/** How many bytes the digest has that a checkpoint begins with. */
const digestBytes = 32;

/**
 * Saves a training.
 *
 * @param path Where
 * @param checkpoint Its current state
 * @throws {Obstacle} If it cannot be saved; then what was saved before is still there
 */
export async function saveCheckpoint(
  path: string,
  checkpoint: Checkpoint,
): Promise<void> {
  const content = serialize(checkpoint);
  const digest = digestOf(content);
  await writeFile(path, new Uint8Array(Buffer.concat([digest, content])));
}

/**
 * Reads what was saved of a training.
 *
 * @param path Where
 * @returns The training; `"none"` if none was saved, `"damaged"` if not every bit
 * is as it was saved
 */
export async function readCheckpoint(
  path: string,
): Promise<Checkpoint | "none" | "damaged"> {
  let bytes;
  try {
    bytes = await Deno.readFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return "none";
    throw error;
  }
  const content = bytes.subarray(digestBytes);
  const isWhole = digestOf(content).equals(bytes.subarray(0, digestBytes));
  return isWhole ? deserialize(content) : "damaged";
}

function digestOf(content: Uint8Array) {
  return createHash("sha256").update(content).digest();
}
