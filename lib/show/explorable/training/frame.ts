/**
 * What the figure of a training is told: its settings once, then a frame for a
 * step, from a training that runs in the page or from a stored one.
 *
 * @module
 */
import type {
  DeadRowUpdates,
  TrainingRecord,
  TrainingSettings,
} from "../../../training/mod.ts";

/** What does not change during a training. */
export interface Cast {
  /** The settings. */
  readonly settings: TrainingSettings;
  /** How many rows are shown. */
  readonly rows: number;
  /** How many of them are live; they come first. */
  readonly live: number;
  /** The token that each row is of. */
  readonly tokens: readonly number[];
  /** The share of the positions that the token of each live row has. */
  readonly shares: readonly number[];
}

/** A training after a step; step 0 is the start, without a record. */
export interface Frame {
  /** The step, $t$. */
  readonly step: number;
  /** Its record. */
  readonly record?: TrainingRecord;
  /** The records of the steps since the frame before, which had no frame: a training can be faster than a screen. */
  readonly skipped: readonly TrainingRecord[];
  /** Where the rows are in the plane that is shown: x and y of each. */
  readonly points: Float32Array;
  /** Where they were at the steps before, in the same plane, the oldest first: all rows for each. */
  readonly trail: readonly Float32Array[];
  /** The last step that moved each row by a thousandth of a full step, $\eta \sqrt{d}$, or more; 0 if none did. */
  readonly lastChange: Int32Array;
  /** How far the last step moved each row: an L2 norm; not stored with a training. */
  readonly moves?: Float64Array;
  /** The largest move so far of the median dead row, in whichever step; 0 before the first. */
  readonly largestMove: number;
  /** How far Adam would move the dead rows, in bf16, where rounding may take that away. */
  readonly updates?: DeadRowUpdates;
}

/** Where frames come from. */
export interface Source {
  /** What is trained, as soon as it is known. */
  readonly cast: Promise<Cast>;
  /** Called with each frame. */
  onframe?: (frame: Frame) => void;
  /** Called with what stopped the training for good. */
  onfailure?: (message: string) => void;
  /** Goes on by itself, at most so many steps a second. */
  play(stepsPerSecond: number): void;
  /** Stands still, and uses no processor. */
  pause(): void;
  /** Goes to a step: a live training only forwards, by the steps between. */
  seek(step: number): void;
  /** The last step that there is; unknown while a training is live. */
  readonly last?: number;
  /** The steps that there are, of a training that was stored. */
  readonly steps?: readonly number[];
  /** Ends it and frees its memory. */
  end(): void;
}
