/**
 * What a page and the worker that trains for it tell each other.
 *
 * @module
 */
import type { TrainingSettings } from "../../../training/mod.ts";
import type { Frame } from "./frame.ts";

/** What can be set of a training in a page: what can be sent to a worker, as a function cannot. */
export type LiveSettings = Partial<
  Omit<TrainingSettings, "normalization" | "threads">
>;

/** From the page. */
export type Order =
  /** Begin a training: the first order. */
  | { settings: LiveSettings }
  /** Go on up to a step, at most so many steps a second; up to 0, stand still. */
  | { stepsPerSecond: number; until: number }
  /** The page has taken in the last frame. */
  | { seen: true };

/** From the worker. */
export type Told = { frame: Frame } | { failure: string };
