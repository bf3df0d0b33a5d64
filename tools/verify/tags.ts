/**
 * How the outputs of a cell are to be compared, read off its tags.
 *
 * @module
 */
import { Obstacle } from "../shared/task.ts";
import type { Cell } from "../notebook/notebook.ts";

/** How the outputs of a cell are to be compared. */
export interface Rules {
  /** By how much a number may differ, relative to the larger one: 0 unless there is a tag `tolerance:1e-9`. */
  tolerance: number;
  /** Whether there is a tag `nbval-ignore-output`, so that the outputs are not compared. */
  ignoresOutput: boolean;
}

/**
 * Reads the tags of a cell.
 *
 * @param cell The cell
 * @returns How its outputs are to be compared
 * @throws {Obstacle} If a tag of a tolerance is malformed, or there are two
 */
export function rules(cell: Cell): Rules {
  const tags = cell.metadata?.tags ?? [];
  const tolerances = tags.filter((tag) => /^tolerance\b/i.test(tag));
  if (tolerances.length > 1) {
    throw new Obstacle(
      `A cell can have only one tolerance: it has ${tolerances}`,
    );
  }
  return {
    tolerance: tolerances.length === 0 ? 0 : tolerance(tolerances[0]!),
    ignoresOutput: tags.includes("nbval-ignore-output"),
  };
}

function tolerance(tag: string): number {
  const [, given] = /^tolerance:(\d+(?:\.\d+)?(?:e-?\d+)?)$/.exec(tag) ?? [];
  const value = Number(given);
  if (value > 0 && value < 1) return value;
  throw new Obstacle(
    `A tolerance must be a tag like "tolerance:1e-9", relative and between 0 and 1: current value is "${tag}"`,
  );
}
