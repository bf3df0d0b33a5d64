/**
 * One row that a reader looks at: pointed at in the drawing, or chosen with a
 * slider, which needs no pointer.
 *
 * @module
 */
import type { Cast, Frame } from "./frame.ts";
import { rowInWords } from "./row_in_words.ts";

/** The row that is looked at, and what is read of it. */
export class RowPointer {
  readonly #slider: HTMLInputElement;
  readonly #words: HTMLElement;
  /** The row, once there is one. */
  row: number | undefined;

  constructor(
    panel: HTMLElement,
    { rowAt, onchoose }: {
      /** The row that is drawn at a place, if any. */
      rowAt(x: number, y: number): number | undefined;
      /** Another row is looked at. */
      onchoose(): void;
    },
  ) {
    this.#slider = panel.querySelector<HTMLInputElement>(".row input")!;
    this.#words = panel.querySelector<HTMLElement>(".read")!;
    const choose = (row: number | undefined) => {
      if (row === undefined || row === this.row) return;
      this.row = row;
      this.#slider.value = `${row}`;
      onchoose();
    };
    for (const event of ["focus", "input"] as const) {
      this.#slider.addEventListener(
        event,
        () => choose(Number(this.#slider.value)),
      );
    }
    const canvas = panel.querySelector("canvas")!;
    for (const event of ["pointermove", "pointerdown"] as const) {
      canvas.addEventListener(
        event,
        ({ offsetX, offsetY }) => choose(rowAt(offsetX, offsetY)),
      );
    }
  }

  /** Lets one of so many rows be chosen; the same one is looked at again if there is one. */
  begin(rows: number): void {
    this.#slider.max = `${rows - 1}`;
    if (this.row !== undefined && this.row >= rows) this.row = undefined;
  }

  /** Says what is to be read of the row at a frame. */
  tell(cast: Cast, frame: Frame): void {
    if (this.row === undefined) return;
    this.#words.textContent = rowInWords(cast, frame, this.row);
  }

  /** Has it spoken to who chose the row: not at every frame, which would chatter. */
  speak(): void {
    this.#slider.ariaValueText = this.#words.textContent;
  }
}
