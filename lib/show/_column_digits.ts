/**
 * How many digits the numbers of a column have.
 *
 * @module
 */
import { exponential, fixed } from "./number_format.ts";

/**
 * Chooses the one format of a column: its numbers as they are if each is whole
 * or has no more significant digits than that; else `fixed`, with as many
 * decimals as the smallest needs; or `exponential` where sizes differ too much.
 *
 * @returns What formats each number of the column
 */
export function columnFormat(
  numbers: readonly number[],
  digits: number,
): (value: number) => string {
  if (digits === Infinity) return exactText;
  const sizes = numbers.map(Math.abs).filter((x) => x > 0 && x < Infinity);
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
  if (sizes.every((size) => isShort(size, digits))) return exactText;
  const isWide = least < 1e-3 || most >= 1e5 ||
    least < 0.1 && most > 100 * least;
  if (isWide) {
    return (value) => value === 0 ? "0" : exponential(value, digits - 1);
  }
  const decimals = Math.max(0, digits - 1 - Math.floor(Math.log10(least)));
  return (value) => value === 0 ? "0" : fixed(value, decimals);
}

/** Every digit of a number, and the sign of a zero. */
export function exactText(value: number): string {
  return Object.is(value, -0) ? "-0" : `${value}`;
}

/** Whether a size needs no rounding: a count, or a number of few digits like 0.999. */
function isShort(size: number, digits: number): boolean {
  if (Number.isInteger(size)) return size < 1e6;
  return `${size}`.replace(/e.*$/, "").replace(/^0\.0*|\./g, "").length <=
    digits;
}

/** A text whose numbers are rounded in a page, and the text with every digit. */
export class RoundedText {
  constructor(readonly shown: string, readonly exact: string) {}
}
