/**
 * What is worth saying aloud of a training while it goes on: that its dead rows
 * do something they did not do before, once for each thing they can do.
 *
 * @module
 */
import type { Cast, Frame } from "./frame.ts";
import { type Story, storyOf } from "./story.ts";

/** For so many steps rows must do a thing before it is said. */
const steady = 10;

/** Listens to the frames of one training. */
export class Milestones {
  readonly #told = new Set<Story["kind"]>(["start"]);
  #kind: Story["kind"] = "start";
  #since = 0;

  /** What is to be said at a frame; mostly nothing. */
  at(cast: Cast, frame: Frame): string {
    const { kind, verdict } = storyOf(cast, frame);
    if (kind !== this.#kind) [this.#kind, this.#since] = [kind, frame.step];
    const isNew = !this.#told.has(kind) && frame.step - this.#since >= steady;
    if (!isNew) return "";
    this.#told.add(kind);
    return `Step ${frame.step}: ${verdict}`;
  }
}
