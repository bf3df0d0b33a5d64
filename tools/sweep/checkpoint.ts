/**
 * What is kept of an unfinished training, so that it can be continued, to the
 * bit.
 *
 * @module
 */
import { deserialize, serialize } from "node:v8";
import type { SavedRun } from "adam/training";
import { writeFile } from "../shared/write_file.ts";
import { Obstacle } from "../shared/task.ts";
import type { Progress } from "./stored_run.ts";

/** A training that is under way. */
export interface Checkpoint {
  /** The training. */
  saved: SavedRun;
  /** What is to be stored of it so far. */
  progress: Progress;
}

/**
 * Saves a training.
 *
 * @param path Where
 * @param checkpoint Its current state
 */
export async function saveCheckpoint(
  path: string,
  checkpoint: Checkpoint,
): Promise<void> {
  await writeFile(path, new Uint8Array(serialize(checkpoint)));
}

/**
 * Reads what was saved of a training.
 *
 * @param path Where
 * @returns The training, or nothing if none was saved
 * @throws {Obstacle} If it cannot be read
 */
export async function readCheckpoint(
  path: string,
): Promise<Checkpoint | undefined> {
  try {
    return deserialize(await Deno.readFile(path));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return;
    throw new Obstacle(
      `Cannot go on from ${path}: ${
        (error as Error).message
      }; remove it to begin again`,
    );
  }
}
