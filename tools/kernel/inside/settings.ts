/**
 * What the parts inside Deno's kernel are told, and what they share.
 *
 * @module
 */

/** Where the relay is, for what runs inside. */
export interface Outside {
  /** The port at which the relay waits for the watch over it. */
  port: number;
  /** What shows that it is this kernel that comes. */
  key: string;
  /** The folder that has a file for each cell, see {@linkcode CellFile}. */
  folder: string;
}

/** What each part is told; the marks are explained in `inside.ts`. */
export interface Settings extends Outside {
  end: string;
  uncaught: string;
  seenEnd: number;
  recover: number;
}

/** What the parts add to each other and to the global. */
// deno-lint-ignore no-explicit-any -- each part has types of its own
export type Relay = Record<string, any>;

/** What the relay writes down of a cell, for the lines of its errors. */
export interface CellFile {
  /** What people call the cell. */
  label: string;
  /** The code whose lines Deno changes as it changes those of the cell. */
  traced: string;
  /** What was written into it: line and column, from 0, and how long it is. */
  inserted: [line: number, column: number, length: number][];
}
