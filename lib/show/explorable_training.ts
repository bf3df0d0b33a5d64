/**
 * The figure in which a reader trains a model.
 *
 * @module
 */
import { countSoFar } from "../_demands.ts";
import { requireNumber, requireRecord } from "../_require.ts";
import { settingsOf } from "../_settings.ts";
import { requireWords } from "../_words.ts";
import { trainingRun, trainingSettings } from "../training/mod.ts";
import { document } from "./_document.ts";
import { type Picture, show } from "./_picture.ts";
import { jupyterDisplay } from "./displayable.ts";
import { castOf } from "./explorable/training/cast.ts";
import type { Cast, Frame } from "./explorable/training/frame.ts";
import type { LiveSettings } from "./explorable/training/messages.ts";
import { replay } from "./explorable/training/replay.ts";
import { drawStill } from "./explorable/training/still.ts";
import {
  isStored,
  type StoredTraining,
  storedTraining,
} from "./explorable/training/stored_training.ts";
import { describeFrame } from "./explorable/training/story.ts";
import { watchedTraining } from "./explorable/training/watch.ts";

export type { LiveSettings, StoredTraining };

/** How wide the image is. */
const width = 420;

/** How many numbers the output matrix may have, to take tens of steps a second. */
const mostNumbers = 2 ** 17;

/** How many steps can be stored. */
const mostSteps = 10_000;

/**
 * A figure of the training of a small model, in which a reader trains: in the
 * research log the model learns in the page, by `trainingRun`, with the settings
 * that the reader chooses, and every row of its output matrix is a mark that
 * moves. Wherever there are no scripts it is an image of one step.
 *
 * The settings, or what is stored, stand in the metadata of the output, as
 * `training`; the log puts them into the attribute `data-training` of the `<figure>`, and its script takes
 * over every element that has one.
 *
 * A training that was stored before, with {@linkcode storeTraining}, is replayed instead:
 * the reader goes through its steps.
 *
 * @param training The settings to start from, of a model that is small enough to
 * take tens of steps a second: those of `trainingRun` without `threads` and
 * `normalization`, `f32` by default. Or a stored training
 * @param words `caption`: what the figure says. `step`: the step that the image
 * shows. If left out it is 20, for which the model is trained when the figure is
 * shown, or the last one that is stored
 * @returns A value that shows itself in a notebook
 * @throws {RangeError} If a setting is out of range
 * @throws {TypeError} If `caption` is empty, or a setting is of the wrong type
 * @example
 * ```ts
 * import { explorableTraining, jupyterDisplay } from "adam/show";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const small = { layers: 1, width: 8, vocabulary: 20, deadTokens: 8, batch: 1, sequenceLength: 8 };
 * const words = { caption: "Dead rows go one way", step: 2 };
 * const shown = await explorableTraining(small, words)[jupyterDisplay]();
 * assertStringIncludes(shown["text/plain"]!, "Step 2. Loss ");
 * ```
 */
export function explorableTraining(
  training: LiveSettings | StoredTraining,
  words: { caption: string; step?: number },
): Picture {
  const action = "show the training";
  requireRecord(action, "training", training);
  const { caption, step } = settingsOf(
    action,
    { caption: "", step: isStored(training) ? training.steps.at(-1)! : 20 },
    words ?? {},
    "words",
  );
  requireWords(action, { caption });
  requireNumber(action, "step", step, countSoFar);
  const shown = isStored(training) ? training : liveOf(action, training);
  if (!isStored(shown)) requireSmall(action, shown);
  return {
    [jupyterDisplay]: async () => {
      const { cast, frame } = isStored(shown)
        ? await storedFrame(shown, step)
        : await trainedFrame(shown, step);
      return await show(drawStill(cast, frame, { document, width }), {
        alt: describeFrame(cast, frame),
        caption,
        about: { training: shown },
      });
    },
  };
}

/**
 * Trains a model, and stores what {@linkcode explorableTraining} replays of it:
 * the way of 80 live rows and as many dead ones, and the records of the steps,
 * ever fewer of them the later they are. In JSON that is some 70 kB for 300
 * steps.
 *
 * @param settings The settings, as in {@linkcode explorableTraining}; of a model
 * of any size
 * @param steps How many steps are taken
 * @returns What was stored
 * @throws {RangeError} If a setting is out of range
 * @throws {TypeError} If a setting is of the wrong type
 * @example
 * ```ts
 * import { explorableTraining, jupyterDisplay, storeTraining } from "adam/show";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const small = { layers: 1, width: 8, vocabulary: 20, deadTokens: 8, batch: 1, sequenceLength: 8 };
 * const stored = await storeTraining(small, 5);
 * const shown = await explorableTraining(stored, { caption: "Replayed" })[jupyterDisplay]();
 * assertStringIncludes(shown["text/plain"]!, "Step 5. Loss ");
 * ```
 */
export async function storeTraining(
  settings: LiveSettings,
  steps: number,
): Promise<StoredTraining> {
  const action = "store the training";
  requireRecord(action, "settings", settings);
  const all = liveOf(action, settings);
  requireNumber(action, "steps", steps, {
    wanted: `a whole number from 1 to ${mostSteps}`,
    met: (n) => Number.isInteger(n) && n >= 1 && n <= mostSteps,
  });
  using run = await trainingRun(all);
  return storedTraining(run, steps);
}

/** Settings that a page can train with, in binary32 if they do not say otherwise; throws if they are none. */
function liveOf(action: string, settings: LiveSettings): LiveSettings {
  const { normalization: _, threads: __, ...allowed } = trainingSettings();
  trainingSettings(settingsOf(action, allowed, settings, "settings"));
  return { storage: "f32", ...settings };
}

/** Throws if a page would take too long for a step. */
function requireSmall(action: string, settings: LiveSettings): void {
  const { vocabulary, width } = trainingSettings(settings);
  requireNumber(action, "vocabulary * width", vocabulary * width, {
    wanted: `at most ${mostNumbers}, to be trained in a page`,
    met: (numbers) => numbers <= mostNumbers,
  });
}

/** What there is to see of a training at a step. */
type Seen = { cast: Cast; frame: Frame };

/** Trains up to a step. */
async function trainedFrame(
  settings: LiveSettings,
  step: number,
): Promise<Seen> {
  const watched = await watchedTraining(settings);
  for (let i = 0; i < step; i++) watched.step();
  return { cast: castOf(watched.run.settings), frame: watched.frame() };
}

/** Goes to a step of what was stored. */
async function storedFrame(
  stored: StoredTraining,
  step: number,
): Promise<Seen> {
  const source = replay(stored);
  const frame = new Promise<Frame>((resolve) => source.onframe = resolve);
  source.seek(step);
  return { cast: await source.cast, frame: await frame };
}
