/**
 * A training, step by step.
 *
 * @module
 */
import { requireRecord } from "../_require.ts";
import { settingsOf } from "../_settings.ts";
import { initialModel } from "../language_model/mod.ts";
import type { KernelKind } from "./_operations.ts";
import type { Numbers } from "./_parameters.ts";
import type { TrainingRecord } from "./_record.ts";
import { Run, type TrainedWeight, type TrainingRun } from "./_run.ts";
import { restore, type SavedRun, settingsOfSaved } from "./_saved_run.ts";
import type { Stream } from "./_stream.ts";
import { trainerFor } from "./_trainer_for.ts";
import {
  startOf,
  type Storage,
  type TrainingSettings,
  trainingSettings,
} from "./training_settings.ts";

export type { KernelKind, Numbers, SavedRun, Storage, Stream };
export type { TrainedWeight, TrainingRecord, TrainingRun, TrainingSettings };

/** The settings of {@linkcode trainingRun} that differ from their defaults, or a saved training to continue. */
export type TrainingOptions =
  | Partial<TrainingSettings>
  | { from: SavedRun; threads?: number };

/**
 * Draws a model as `startOfTraining` does, and trains it with AdamW on fresh
 * sequences at each step. The weights at the start are those of
 * `startOfTraining` whatever the stream; by Zipf's law so are the sequences of
 * step 1. Each step is
 *
 * ```text
 * loss, g = modelGradients(model, batch of the step)
 * m <- beta1 * m + (1 - beta1) * g
 * v <- beta2 * v + (1 - beta2) * g^2
 * w <- w * (1 - learningRate * weightDecay)
 *      - learningRate * m / (1 - beta1^t) / (sqrt(v / (1 - beta2^t)) + epsilon)
 * ```
 *
 * rounded as `storage` says. The defaults are those of `torch.optim.AdamW`
 * except for the weight decay, which is 0. A weight whose moments are zero does
 * not move, whatever $\epsilon$ is.
 *
 * A training can be saved with `run.save()` and continued, to the bit, with
 * `trainingRun({ from: saved })`. All settings are then the saved ones, the
 * tokens of a text among them; only `threads` may be changed, as no number
 * depends on it. The last bits do depend on `run.kernels`: on whether the
 * processor rounds a multiply-add once. In `f64` plain TypeScript does the
 * work, on one thread; the other formats use WebAssembly, in 4 GiB of addresses
 * that take memory only as it is used, on one thread also in fewer.
 *
 * With more than one thread a program waits for its threads: end the run with
 * `using`, or with `run[Symbol.dispose]()`.
 *
 * Loshchilov and Hutter, "Decoupled weight decay regularization" (2019).
 *
 * @param settings The settings that differ from their defaults; or `from`, a
 * saved training, and `threads`
 * @returns The training, before its next step
 * @throws {RangeError} If a setting is out of range, or what was saved does not
 * fit its settings; later, if a loss or weight is no longer finite
 * @throws {TypeError} If a setting is of the wrong type, or its name is unknown
 * @example Saved and continued
 * ```ts
 * import { trainingRun } from "adam/training";
 * import { assertEquals } from "@std/assert";
 *
 * const small = { layers: 1, width: 4, vocabulary: 30, deadTokens: 10, batch: 2, sequenceLength: 8 };
 * using run = await trainingRun({ ...small, storage: "f32" });
 * const [first, second] = run.steps(2);
 * assertEquals([first!.step, second!.step, run.stepsTaken], [1, 2, 2]);
 *
 * using again = await trainingRun({ from: run.save() });
 * assertEquals([...again.steps(3)], [...run.steps(3)]);
 * ```
 */
export async function trainingRun(
  settings: TrainingOptions = {},
): Promise<TrainingRun> {
  const action = "train";
  requireRecord(action, "settings", settings);
  if (!("from" in settings)) {
    const all = trainingSettings(settings);
    const model = initialModel(startOf(all));
    return new Run(all, model, await trainerFor(all, model));
  }
  // If `from` is there but undefined, the caller meant to continue a training.
  const { from, threads } = settingsOf(
    action,
    { from: settings.from, threads: 1 },
    settings,
  );
  const all = settingsOfSaved(action, from, threads);
  const model = initialModel(startOf(all));
  const trainer = await trainerFor(all, model);
  restore(action, trainer.state, from);
  return new Run(all, model, trainer, from.step);
}
