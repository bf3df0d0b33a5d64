/**
 * Comparing texts that hold numbers.
 *
 * @module
 */

/**
 * A decimal number, wherever it stands: in a table, after the letter of an
 * SVG path, in a word. NaN and Infinity are words.
 */
const number = /[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?/gi;

/**
 * A comparison of lines in which numbers may differ by a tolerance, relative to
 * the larger one; all between the numbers must be the same. Where there is a
 * tolerance, a run of blanks or of one ruling character counts as one, because a
 * number with more digits makes its column wider.
 *
 * @param tolerance The tolerance; 0 asks for the very same text
 * @returns Whether two lines are the same in this sense
 */
export function sameWithin(
  tolerance: number,
): (a: string, b: string) => boolean {
  if (tolerance === 0) return (a, b) => a === b;
  return (a, b) => {
    if (a === b) return true;
    if (between(a) !== between(b)) return false;
    const [left, right] = [a.match(number) ?? [], b.match(number) ?? []];
    return left.every((digits, i) => isNear(digits, right[i]!, tolerance));
  };
}

/** The text with a mark in place of each number. */
function between(text: string): string {
  return text.replace(number, "\0").replace(/([ ─━═=_-])\1+/g, "$1");
}

function isNear(a: string, b: string, tolerance: number): boolean {
  if (a === b) return true;
  const [x, y] = [Number(a), Number(b)];
  return Math.abs(x - y) <= tolerance * Math.max(Math.abs(x), Math.abs(y));
}
