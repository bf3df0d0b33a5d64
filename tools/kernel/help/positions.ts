/**
 * Places in code: Jupyter counts code points, an editor's protocol lines and
 * what JavaScript's strings have.
 *
 * @module
 */
import { placeAt } from "../cell/lines.ts";

/** A place as the protocol of language servers has it, from 0. */
export interface Position {
  line: number;
  character: number;
}

/** The index in a string behind so many code points. */
export function indexAt(code: string, points: number): number {
  return [...code].slice(0, points).join("").length;
}

/** How many code points stand before an index of a string. */
export function pointsBefore(code: string, index: number): number {
  return [...code.slice(0, index)].length;
}

/** The place of an index. */
export function positionAt(code: string, index: number): Position {
  const { line, column } = placeAt(code, index);
  return { line: line - 1, character: column };
}

/** The index of a place. */
export function indexOf(code: string, { line, character }: Position): number {
  const ends = [...code.matchAll(/\r\n|\r|\n/g)];
  const end = ends[line - 1];
  return (end ? end.index + end[0].length : 0) + character;
}

/**
 * What stands directly before an index, by a pattern that looks behind it: one
 * that looks for the end would begin anew at each character of a long text.
 */
export function before(code: string, index: number, pattern: RegExp): string {
  const sticky = new RegExp(`(?<=(${pattern.source}))`, `y${pattern.flags}`);
  sticky.lastIndex = index;
  return sticky.exec(code)![1]!;
}
