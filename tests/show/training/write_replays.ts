/**
 * Runs the trainings of the measured model that a page replays, one after the
 * other in some two minutes, and writes data/training/replays.json:
 *
 *     deno run --allow-read --allow-write tests/show/training/write_replays.ts
 */
import { trainingRun } from "adam/training";
import {
  type StoredTraining,
  storedTraining,
} from "../../../lib/show/explorable/training/stored_training.ts";
import { replayed, replayedSteps } from "./replays.ts";

const stored: Record<string, StoredTraining> = {};
for (const [name, settings] of Object.entries(replayed)) {
  using run = await trainingRun(settings);
  stored[name] = storedTraining(run, replayedSteps);
}
const file = new URL("../../../data/training/replays.json", import.meta.url);
await Deno.writeTextFile(file, JSON.stringify(stored, null, 2) + "\n");
