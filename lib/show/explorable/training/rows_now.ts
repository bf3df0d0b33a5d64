/**
 * What the dead rows are doing: how many have never moved, how many move, and
 * how many stand still again.
 *
 * @module
 */
import type { Cast, Frame } from "./frame.ts";

/** A row that has not moved for so many steps stands still. */
export const patience = 20;

/** Shares of the dead rows, which add up to 1. */
export interface RowsNow {
  /** Those that the steps so far have moved hardly or not at all. */
  readonly asleep: number;
  /** Those that moved within the last steps. */
  readonly moving: number;
  /** Those that moved before, and stand still now. */
  readonly stopped: number;
}

/** Whether a row is shown dimmed: no step has moved it, or none for long. */
export function standsStill({ step, lastChange }: Frame, row: number): boolean {
  const last = lastChange[row]!;
  return last === 0 ? step > 0 : step - last >= patience;
}

/** Counts the dead rows of a frame. */
export function rowsNow({ live, rows }: Cast, frame: Frame): RowsNow {
  const counts = { asleep: 0, moving: 0, stopped: 0 };
  for (let row = live; row < rows; row++) {
    if (frame.lastChange[row] === 0) counts.asleep++;
    else if (standsStill(frame, row)) counts.stopped++;
    else counts.moving++;
  }
  const dead = rows - live || 1;
  return {
    asleep: counts.asleep / dead,
    moving: counts.moving / dead,
    stopped: counts.stopped / dead,
  };
}
