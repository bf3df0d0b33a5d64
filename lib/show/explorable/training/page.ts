/**
 * The script of a page with figures of trainings: each becomes one in which a
 * reader trains, or goes through a training that was stored.
 *
 * @module
 */
import { addStyle } from "../in_page.ts";
import { choiceOf } from "./choice.ts";
import { trainLive } from "./figure.ts";
import { liveTraining } from "./live_training.ts";
import type { LiveSettings } from "./messages.ts";
import style from "./training.css" with { type: "text" };

addStyle(style);
const figures = document.querySelectorAll<HTMLElement>("[data-training]");
for (const [i, figure] of figures.entries()) {
  const settings = settingsOf(figure);
  const id = `training-${i}`;
  if (settings) trainLive({ figure, id, settings }, liveTraining);
}

/** Anybody may write the attribute; with wrong settings there is only an image. */
function settingsOf(figure: HTMLElement): LiveSettings | undefined {
  try {
    const settings = JSON.parse(figure.dataset.training!);
    choiceOf(settings);
    return settings;
  } catch {
    return undefined;
  }
}
