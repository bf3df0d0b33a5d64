/**
 * The fields with the settings of a training.
 *
 * @module
 */
import { type Choice, type Slide, slides, storages } from "./choice.ts";

/** Shows a choice, and tells what a reader changes in it. */
export class SettingsForm {
  readonly #form: HTMLFormElement;
  readonly #id: string;

  constructor(
    form: HTMLFormElement,
    id: string,
    onchange: (change: Partial<Choice>) => void,
  ) {
    [this.#form, this.#id] = [form, id];
    form.addEventListener("submit", (event) => event.preventDefault());
    for (const { name, stops } of slides) {
      const slider = this.#input(name);
      slider.addEventListener("input", () => {
        const value = stops[Number(slider.value)]!;
        this.#label(slider, value);
        onchange({ [name]: value });
      });
    }
    for (const tied of [true, false]) {
      this.#radio("tied", tied ? "tied" : "untied")
        .addEventListener("change", () => onchange({ tied }));
    }
    for (const storage of storages) {
      this.#radio("storage", storage)
        .addEventListener("change", () => onchange({ storage }));
    }
    const seed = this.#input("seed");
    seed.addEventListener("change", () => {
      const isSeed = seed.value !== "" && seed.checkValidity();
      if (isSeed) onchange({ seed: Number(seed.value) });
    });
  }

  /** Shows what is chosen. */
  show(choice: Choice): void {
    for (const slide of slides) {
      const slider = this.#input(slide.name);
      slider.value = `${nearest(slide, choice[slide.name])}`;
      this.#label(slider, choice[slide.name]);
    }
    this.#radio("tied", choice.tied ? "tied" : "untied").checked = true;
    const storage = this.#radio("storage", choice.storage);
    if (storage) storage.checked = true;
    this.#input("seed").value = `${choice.seed}`;
  }

  #input(name: string): HTMLInputElement {
    return this.#form.querySelector(`#${this.#id}-${name}`)!;
  }

  #radio(name: string, value: string): HTMLInputElement {
    return this.#form.querySelector(
      `input[name="${this.#id}-${name}"][value="${value}"]`,
    )!;
  }

  #label(slider: HTMLInputElement, value: number): void {
    slider.ariaValueText = `${value}`;
    slider.nextElementSibling!.textContent = `${value}`;
  }
}

/** The index of the stop that is nearest to a value, as a ratio if it is not zero. */
function nearest({ stops }: Slide, value: number): number {
  const distance = (stop: number) =>
    stop === value ? -1 : Math.abs(Math.log(stop / value));
  return stops.reduce(
    (best, stop, i) => distance(stop) < distance(stops[best]!) ? i : best,
    0,
  );
}
