/**
 * The one figure that a reader can change.
 *
 * @module
 */
import { requireRecord } from "../_require.ts";
import { settingsOf } from "../_settings.ts";
import { document } from "./_document.ts";
import { drawExplored, usualWidth } from "./explorable/plot.ts";
import {
  describe,
  type Exploration,
  explore,
} from "./explorable/exploration.ts";
import { type Picture, picture } from "./_picture.ts";
import { requireWords } from "../_words.ts";

export type { Exploration };

/**
 * A figure of the share of the learning rate that Adam uses, $|\Delta|/\eta$,
 * which a reader can explore: in the research log it has fields and sliders
 * for the settings and runs this library in the page. Wherever there are no
 * scripts it is an image of the settings that it starts from, like `figure`.
 *
 * The settings stand in the metadata of the output, as `explorable`; the log
 * puts them into the attribute `data-explorable` of the `<figure>`, and its
 * script takes over every element that has one.
 *
 * @param start The settings to start from
 * @param words `caption`: what the figure says. What it looks like is put into
 * words from the numbers
 * @returns A value that shows itself in a notebook
 * @throws {RangeError} If a setting is out of range, or Adam cannot take the
 * steps: a square that overflows, an update of 0 / 0
 * @throws {TypeError} If `caption` is empty, or something that must be a
 * number is not one
 * @example
 * ```ts
 * import { updateMultiplier } from "adam";
 * import { explorable, jupyterDisplay } from "adam/show";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const start = { against: "gradient", gradients: [1e-8], step: 1 } as const;
 * const shown = await explorable(start, { caption: "Halved at ε" })[jupyterDisplay]();
 * assertStringIncludes(shown["text/plain"]!, `|Δ|/η is ${updateMultiplier(1e-8)}`);
 * ```
 */
export function explorable(
  start: Exploration,
  words: { caption: string },
): Picture {
  const action = "show the explorable figure";
  const { caption } = settingsOf(
    action,
    { caption: "" },
    words ?? {},
    "words",
  );
  requireWords(action, { caption });
  requireRecord(action, "start", start);
  const explored = explore(start);
  const { against, gradients, step, beta1, beta2, epsilon } = explored;
  const settings = { against, gradients, step, beta1, beta2, epsilon };
  return picture(drawExplored(explored, { document, width: usualWidth }), {
    ...{ alt: describe(explored), caption },
    about: { explorable: settings },
  });
}
