/**
 * The script of a page with figures of trainings: each becomes one in which a
 * reader trains, or goes through a training that was stored.
 *
 * @module
 */
import { addStyle } from "../in_page.ts";
import { choiceOf } from "./choice.ts";
import { showStored, trainLive } from "./figure.ts";
import { liveTraining } from "./live_training.ts";
import type { LiveSettings } from "./messages.ts";
import { replay } from "./replay.ts";
import { isStored, type StoredTraining } from "./stored_training.ts";
import style from "./training.css" with { type: "text" };

addStyle(style);
const figures = document.querySelectorAll<HTMLElement>("[data-training]");
for (const [i, figure] of figures.entries()) {
  const shown = trainingOf(figure);
  const id = `training-${i}`;
  if (!shown) continue;
  if (isStored(shown)) {
    showStored({ figure, id, settings: shown.settings }, replay(shown));
  } else trainLive({ figure, id, settings: shown }, liveTraining);
}

/** Anybody may write the attribute; with wrong settings there is only an image. */
function trainingOf(
  figure: HTMLElement,
): LiveSettings | StoredTraining | undefined {
  try {
    const shown = JSON.parse(figure.dataset.training!);
    choiceOf(isStored(shown) ? shown.settings : shown);
    return shown;
  } catch {
    return undefined;
  }
}
