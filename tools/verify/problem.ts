/**
 * What `deno task verify` finds.
 *
 * @module
 */

/** Something wrong with a notebook. */
export interface Problem {
  /** Which of the code cells it is in, from 1, blank ones among them; none if it is in the whole notebook. */
  cell?: number;
  /** The line within the cell, from 1. */
  line?: number;
  /** The column within the line, from 1. */
  column?: number;
  /** What is wrong. */
  text: string;
  /** The lines of a unified diff from what is stored to what the run gives. */
  diff?: string[];
}
