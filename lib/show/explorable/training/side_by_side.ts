/**
 * Whether there are two trainings, and which of them the fields are about.
 *
 * @module
 */

/** The box that asks for two trainings, and the choice between them. */
export class SideBySide {
  readonly #box: HTMLInputElement;
  readonly #choice: HTMLElement;
  readonly #radios: HTMLInputElement[];

  constructor(
    box: HTMLInputElement,
    choice: HTMLElement,
    { ontwo, onwhich }: {
      /** There are to be two trainings, or one again. */
      ontwo(areTwo: boolean): void;
      /** The fields are to be about this one. */
      onwhich(which: number): void;
    },
  ) {
    [this.#box, this.#choice] = [box, choice];
    this.#radios = [...choice.querySelectorAll("input")];
    box.addEventListener("change", () => ontwo(box.checked));
    for (const [i, radio] of this.#radios.entries()) {
      radio.addEventListener("change", () => onwhich(i));
    }
  }

  /** Shows how many there are, and which the fields are about. */
  show(areTwo: boolean, which: number): void {
    this.#box.checked = areTwo;
    this.#choice.hidden = !areTwo;
    this.#radios[which]!.checked = true;
  }
}
