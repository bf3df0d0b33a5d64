/**
 * The buttons of trainings worth a look, and what is said of the one that is
 * chosen.
 *
 * @module
 */
import { type TrainingPreset, trainingPresets } from "./presets.ts";

/** The buttons, and the words below them. */
export class PresetButtons {
  readonly #buttons: HTMLButtonElement[];
  readonly #words: HTMLElement;

  constructor(
    form: HTMLElement,
    words: HTMLElement,
    onchoose: (preset: TrainingPreset) => void,
  ) {
    this.#words = words;
    this.#buttons = [...form.querySelectorAll<HTMLButtonElement>(
      "[data-preset]",
    )];
    for (const [i, button] of this.#buttons.entries()) {
      button.addEventListener("click", () => onchoose(trainingPresets[i]!));
    }
  }

  /** Marks the one that is chosen, and says what to look for; without one, says something else. */
  mark(preset: TrainingPreset | undefined, otherwise = ""): void {
    for (const [i, button] of this.#buttons.entries()) {
      button.ariaPressed = `${trainingPresets[i] === preset}`;
    }
    this.#words.textContent = preset?.lookFor ?? otherwise;
  }
}
