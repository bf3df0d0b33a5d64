/**
 * The figure in which a reader trains a model.
 *
 * @module
 */
import { countSoFar } from "../_demands.ts";
import { requireNumber, requireRecord } from "../_require.ts";
import { settingsOf } from "../_settings.ts";
import { requireWords } from "../_words.ts";
import { trainingSettings } from "../training/mod.ts";
import { document } from "./_document.ts";
import { type Picture, show } from "./_picture.ts";
import { jupyterDisplay } from "./displayable.ts";
import type { LiveSettings } from "./explorable/training/messages.ts";
import { drawStill } from "./explorable/training/still.ts";
import { describeFrame } from "./explorable/training/story.ts";
import { watchedTraining } from "./explorable/training/watch.ts";

export type { LiveSettings };

/** How wide the image is. */
const width = 420;

/**
 * A figure of the training of a small model, in which a reader trains: in the
 * research log the model learns in the page, by `trainingRun`, with the settings
 * that the reader chooses, and every row of its output matrix is a mark that
 * moves. Wherever there are no scripts it is an image of one step.
 *
 * The settings stand in the metadata of the output, as `training`; the log puts
 * them into the attribute `data-training` of the `<figure>`, and its script takes
 * over every element that has one.
 *
 * @param settings The settings to start from, of a model that is small enough to
 * take tens of steps a second: those of `trainingRun` without `threads` and
 * `normalization`
 * @param words `caption`: what the figure says. `step`: the step that the image
 * shows, 20 if left out, for which the model is trained when the figure is shown
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
  settings: LiveSettings,
  words: { caption: string; step?: number },
): Picture {
  const action = "show the training";
  const { caption, step } = settingsOf(
    action,
    { caption: "", step: 20 },
    words ?? {},
    "words",
  );
  requireWords(action, { caption });
  requireNumber(action, "step", step, countSoFar);
  requireRecord(action, "settings", settings);
  const { normalization: _, threads: __, ...allowed } = trainingSettings();
  trainingSettings(settingsOf(action, allowed, settings, "settings"));
  return {
    [jupyterDisplay]: async () => {
      const watched = await watchedTraining(settings);
      const { settings: all } = watched.run;
      const { vocabulary: rows, deadTokens } = all;
      const cast = { settings: all, rows, live: rows - deadTokens };
      for (let i = 0; i < step; i++) watched.step();
      const frame = watched.frame();
      return await show(drawStill(cast, frame, { document, width }), {
        alt: describeFrame(cast, frame),
        caption,
        about: { training: settings },
      });
    },
  };
}
