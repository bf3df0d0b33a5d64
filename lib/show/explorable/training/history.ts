/**
 * The records of a training that its lines are drawn from: some of them, spaced
 * evenly on a logarithmic axis, so that a long training needs no more than a
 * short one.
 *
 * @module
 */
import type { TrainingRecord } from "../../../training/mod.ts";

/** How many records there are between a step and the one ten times as far. */
const perDecade = 80;

/** The records that were kept. */
export class History {
  #records: TrainingRecord[] = [];

  /** The records, in the order of their steps; the last is the newest. */
  get records(): readonly TrainingRecord[] {
    return this.#records;
  }

  /** Takes a record; an earlier one takes away all that come after it. */
  add(record: TrainingRecord): void {
    while (this.#records.at(-1) && this.#records.at(-1)!.step >= record.step) {
      this.#records.pop();
    }
    const [before, last] = this.#records.slice(-2);
    const isNear = before && last && placeOf(last) === placeOf(before);
    if (isNear) this.#records.pop();
    this.#records.push(record);
  }
}

function placeOf({ step }: TrainingRecord): number {
  return Math.floor(perDecade * Math.log10(step));
}
