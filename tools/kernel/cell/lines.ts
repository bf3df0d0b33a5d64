/**
 * Lines of a cell as editors count them: other than for the language, a line
 * separator within a string ends none.
 *
 * @module
 */

/** The lines of a text. */
export function linesOf(text: string): string[] {
  return text.split(/\r\n|\r|\n/);
}

/** A place in a text: the line, from 1, and the column, from 0. */
export interface Place {
  line: number;
  column: number;
}

/** The place of a character. */
export function placeAt(text: string, at: number): Place {
  const lines = linesOf(text.slice(0, at));
  return { line: lines.length, column: lines.at(-1)!.length };
}
