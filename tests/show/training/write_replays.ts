/**
 * Runs the trainings of the measured model that a page replays, one after the
 * other in some three minutes, and writes data/training/replays.json:
 *
 *     deno run --allow-read --allow-write tests/show/training/write_replays.ts
 */
import { trainingRun } from "adam/training";
import { storedTraining } from "../../../lib/show/explorable/training/stored_training.ts";
import { replayed, replayedSteps } from "./replays.ts";

const lines: string[] = [];
for (const [name, settings] of Object.entries(replayed)) {
  using run = await trainingRun(settings);
  const stored = storedTraining(run, replayedSteps);
  lines.push(`${JSON.stringify(name)}: ${JSON.stringify(stored)}`);
}
const file = new URL("../../../data/training/replays.json", import.meta.url);
await Deno.writeTextFile(file, `{\n${lines.join(",\n")}\n}\n`);
