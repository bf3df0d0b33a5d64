/**
 * One training, or two side by side, that go on, stand still, and keep in step.
 *
 * @module
 */
import type { Cast, Frame, Source } from "./frame.ts";

/** How many steps one of two trainings may be ahead of the other. */
const lead = 3;

/** What is told of the trainings. */
export interface Listener {
  /** One of them has a new frame. */
  onframe(which: number, cast: Cast, frame: Frame): void;
  /** One of them was stopped for good. */
  onfailure(which: number, message: string): void;
  /** They begin to go on, or stand still. */
  onplaying(isPlaying: boolean): void;
}

/** A training with the step that it is at. */
interface Part {
  readonly source: Source;
  step: number;
  /** Whether it waits for the other. */
  waits: boolean;
}

/** Plays the trainings. */
export class Player {
  readonly #listener: Listener;
  #parts: Part[] = [];
  #speed = Infinity;
  #isPlaying = false;
  /** The step that they go to before they stand still. */
  #goal = Infinity;

  constructor(listener: Listener) {
    this.#listener = listener;
    document.addEventListener("visibilitychange", () => {
      if (this.#isPlaying) document.hidden ? this.#rest() : this.#run();
    });
  }

  /** Whether they go on by themselves. */
  get isPlaying(): boolean {
    return this.#isPlaying;
  }

  /** The step of the one that is ahead. */
  get step(): number {
    return Math.max(0, ...this.#parts.map(({ step }) => step));
  }

  /** Takes other trainings in the place of those before; they stand still. */
  load(sources: readonly Source[]): void {
    this.pause();
    for (const { source } of this.#parts) source.end();
    this.#parts = sources.map((source, i) => this.#part(source, i));
  }

  /** Goes on, at most so many steps a second, until paused or up to a step. */
  play(stepsPerSecond: number, goal = Infinity): void {
    [this.#speed, this.#goal] = [stepsPerSecond, goal];
    this.#run();
    this.#setPlaying(true);
  }

  /** Stands still, all at the same step. */
  pause(): void {
    this.#rest();
    this.#setPlaying(false);
    this.#align();
  }

  /** Goes to a step, and stands still there. */
  seek(step: number): void {
    this.#rest();
    this.#setPlaying(false);
    for (const { source } of this.#parts) source.seek(step);
  }

  #part(source: Source, which: number): Part {
    const part: Part = { source, step: 0, waits: false };
    const isCurrent = () => this.#parts.includes(part);
    source.onframe = async (frame) => {
      const cast = await source.cast;
      if (!isCurrent()) return;
      part.step = frame.step;
      this.#listener.onframe(which, cast, frame);
      this.#isPlaying ? this.#keepStep() : this.#align();
    };
    source.onfailure = (message) => {
      if (!isCurrent()) return;
      this.pause();
      this.#listener.onfailure(which, message);
    };
    return part;
  }

  /** Brings the one that is behind to the step of the other. */
  #align(): void {
    const step = this.step;
    for (const part of this.#parts) {
      if (part.step < step) part.source.seek(step);
    }
  }

  /** The one that is ahead waits for the other; at their goal both stand still. */
  #keepStep(): void {
    const least = Math.min(...this.#parts.map(({ step }) => step));
    const [{ source }] = this.#parts as [Part];
    if (least >= Math.min(this.#goal, source.last ?? Infinity)) {
      return this.pause();
    }
    for (const part of this.#parts) {
      const isAhead = part.step - least > lead;
      if (isAhead && !part.waits) part.source.pause();
      if (part.waits && part.step <= least) part.source.play(this.#speed);
      part.waits = isAhead || (part.waits && part.step > least);
    }
  }

  #run(): void {
    for (const part of this.#parts) {
      part.waits = false;
      if (this.#goal < Infinity) part.source.seek(this.#goal);
      else part.source.play(this.#speed);
    }
  }

  #rest(): void {
    for (const { source } of this.#parts) source.pause();
  }

  #setPlaying(isPlaying: boolean): void {
    if (isPlaying === this.#isPlaying) return;
    this.#isPlaying = isPlaying;
    this.#listener.onplaying(isPlaying);
  }
}
