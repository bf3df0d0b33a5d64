/**
 * What was measured, and what was not.
 *
 * @module
 */
import type { Implementation } from "./implementations.ts";
import type { Task } from "./task.ts";

/** What one child process measured. */
export interface Measurement {
  task: Task;
  role: Implementation["role"];
  /** The milliseconds of one step, one for each round. */
  milliseconds: number[];
  /** The most memory that the task took, if that could be had. */
  peakMemoryBytes: number | null;
  versions: Record<string, string>;
}

/** A task that could not be measured. */
export interface NotMeasured {
  task: Task;
  why: string;
  /** Whether that is because the implementation is not installed. */
  missing: boolean;
}

/** All of a run. */
export interface Results {
  measured: Measurement[];
  notMeasured: NotMeasured[];
}

/** The versions of all that was measured. */
export function versionsOf(
  measured: readonly Measurement[],
): Record<string, string> {
  return Object.assign({}, ...measured.map(({ versions }) => versions));
}
