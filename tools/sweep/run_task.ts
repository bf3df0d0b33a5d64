/**
 * One training of a grid, from its start or from where it was interrupted.
 *
 * @module
 */
import { join } from "node:path";
import { observeDeadRows, type TrainingRun, trainingRun } from "adam/training";
import { Obstacle } from "../shared/task.ts";
import { writeFile } from "../shared/write_file.ts";
import { readCheckpoint, saveCheckpoint } from "./checkpoint.ts";
import { settingsOfTask, type Task } from "./grid.ts";
import { isKept } from "./kept_steps.ts";
import {
  digestOf,
  type Progress,
  storedRecord,
  textOfRun,
} from "./stored_run.ts";

/** Steps whose weights are stored as a digest, besides the last one: early enough to be repeated quickly. */
const digested = 3;

/** How many steps an interruption may cost. */
const betweenCheckpoints = 100;

/**
 * Runs a training and stores it.
 *
 * @param task The training
 * @param folder Where it is stored
 * @param tell Told how many steps are done
 * @throws {Obstacle} If it cannot continue, or cannot be stored
 */
export async function runTask(
  { name, steps, settings }: Task,
  folder: string,
  tell: (stepsTaken: number) => void,
): Promise<void> {
  const path = join(folder, `.${name}.checkpoint`);
  const { run, progress } = await startOrGoOn(path, settingsOfTask(settings));
  using _ = run;
  const observer = observeDeadRows(run, progress.census);
  let failure: string | undefined;
  try {
    // Step by step, so that it is saved between two of them.
    while (run.stepsTaken < steps) {
      const [record] = run.steps(1);
      const still = observer.look();
      const { step } = record!;
      if (isKept(step, steps)) {
        progress.records.push(storedRecord(run, record!, still));
      }
      if (step === digested || step === steps) {
        progress.weights[step] = await digestOf(run);
      }
      if (step % betweenCheckpoints !== 0) continue;
      progress.census = observer.census();
      await saveCheckpoint(path, { saved: run.save(), progress });
      tell(step);
    }
  } catch (error) {
    // A loss or weight that is no longer finite is a result, not a failure.
    if (!(error instanceof RangeError)) throw error;
    failure = error.message;
  }
  progress.census = observer.census();
  const text = textOfRun(run, settings, progress, failure);
  await writeFile(join(folder, `${name}.json`), text);
  await Deno.remove(path).catch(() => {});
  tell(steps);
}

async function startOrGoOn(
  path: string,
  settings: Parameters<typeof trainingRun>[0],
): Promise<{ run: TrainingRun; progress: Progress }> {
  const checkpoint = await readCheckpoint(path);
  if (!checkpoint) {
    const run = await trainingRun(settings);
    const census = observeDeadRows(run).census();
    const { kernels } = run;
    return { run, progress: { kernels, records: [], weights: {}, census } };
  }
  const { saved, progress } = checkpoint;
  const run = await trainingRun({ from: saved });
  if (run.kernels === progress.kernels) return { run, progress };
  throw new Obstacle(
    `Cannot go on from ${path}: it was started with the kernels "${progress.kernels}", but this machine has "${run.kernels}", which round differently; remove it to begin again`,
  );
}
