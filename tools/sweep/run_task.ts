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
import { settingsOfTask, storedSettings, type Task } from "./grid.ts";
import { hold } from "./hold.ts";
import { isKept } from "./kept_steps.ts";
import {
  digestOf,
  type Progress,
  storedRecord,
  textOfRun,
} from "./stored_run.ts";
import { differing, readRun } from "./stored_runs.ts";

/** Steps whose weights are stored as a digest, besides the last one: early enough to be repeated quickly. */
const digested = 3;

/** How many milliseconds an interruption may cost, beside the step that it interrupts: at full size saving takes a fortieth of them. */
const betweenCheckpoints = 2000;

/** How a training is run. */
export interface Way {
  /** Where it is stored. */
  folder: string;
  /** The digest of the library. */
  library: string;
  /** Whether to wait while another call runs it. */
  wait: boolean;
}

/**
 * Runs a training and stores it, unless it is stored by then.
 *
 * @param task The training
 * @param way How
 * @param tell Told how many steps are done: first those that were done before
 * @param clock Milliseconds
 * @returns Whether it is stored; otherwise another call runs it
 * @throws {Obstacle} If it cannot continue, or cannot be stored
 */
export async function runTask(
  task: Task,
  { folder, library, wait }: Way,
  tell: (stepsTaken: number) => void,
  clock: () => number = () => performance.now(),
): Promise<boolean> {
  const lock = join(folder, `.${task.name}.lock`);
  using held = await hold(lock, wait);
  if (!held) return false;
  if (!await readRun(task, folder)) {
    await run(task, { folder, library }, tell, clock);
  }
  // Whoever gets the lock from here on finds the training stored.
  await Deno.remove(lock).catch(() => {});
  return true;
}

async function run(
  task: Task,
  { folder, library }: Omit<Way, "wait">,
  tell: (stepsTaken: number) => void,
  clock: () => number,
): Promise<void> {
  const { name, steps, settings } = task;
  const path = join(folder, `.${name}.checkpoint`);
  const { run, progress } = await startOrGoOn(path, task, library);
  using _ = run;
  tell(run.stepsTaken);
  const observer = observeDeadRows(run, progress.census);
  let failure: string | undefined;
  let savedAt = clock();
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
      if (clock() - savedAt < betweenCheckpoints) continue;
      progress.census = observer.census();
      const asked = askedOf(task);
      await saveCheckpoint(path, { asked, saved: run.save(), progress });
      savedAt = clock();
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
  tell(run.stepsTaken);
}

/** What a training is to become. */
function askedOf({ steps, settings }: Task): Record<string, unknown> {
  return { steps, ...storedSettings(settings) };
}

async function startOrGoOn(
  path: string,
  task: Task,
  library: string,
): Promise<{ run: TrainingRun; progress: Progress }> {
  const checkpoint = await readCheckpoint(path);
  const originOf = ({ kernels }: TrainingRun) => ({
    ...{ deno: Deno.version.deno, library, kernels },
  });
  if (typeof checkpoint === "string") {
    if (checkpoint === "damaged") {
      console.error(`${path} is damaged: this training begins again`);
    }
    const run = await trainingRun(settingsOfTask(task.settings));
    const census = observeDeadRows(run).census();
    const origin = originOf(run);
    return { run, progress: { origin, records: [], weights: {}, census } };
  }
  const { asked, saved, progress } = checkpoint;
  const run = await trainingRun({ from: saved });
  const other = differing(asked, askedOf(task)) ??
    differing({ ...progress.origin }, originOf(run));
  if (other === undefined) return { run, progress };
  run[Symbol.dispose]();
  throw new Obstacle(
    `Cannot go on from ${path}, as its ${other}: remove it to begin again`,
  );
}
