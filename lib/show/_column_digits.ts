/**
 * How many digits the numbers of a column have.
 *
 * @module
 */
import { exponential, fixed } from "./number_format.ts";

/**
 * Chooses the format of a column. Its numbers stay as they are if each is whole
 * or has no more significant digits than that. Else they have as many decimals
 * as the smallest needs; each as many as it needs itself, if sizes differ too
 * much for that; and those far from 1 are exponential if the column needs it.
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
  const isPlain = least >= 1e-3 && most < 1e5;
  if (isPlain && (least >= 0.1 || most <= 100 * least)) {
    const decimals = Math.max(0, digits - 1 - Math.floor(Math.log10(least)));
    return (value) => value === 0 ? "0" : fixed(value, decimals);
  }
  return (value) => {
    const size = Math.abs(value);
    if (size === 0) return "0";
    const isNearOne = size >= 1e-2 && size < 1e4;
    return isPlain || isNearOne
      ? significant(value, digits)
      : exponential(value, digits - 1);
  };
}

/** A number without an exponent: 1 has the digits of 0.9999, which rounds to it. */
function significant(value: number, digits: number): string {
  const [, power] = exponential(value, digits - 1).split("e");
  return fixed(value, Math.max(0, digits - 1 - Number(power)));
}

/** Every digit of a number, and the sign of a zero. */
export function exactText(value: number): string {
  return Object.is(value, -0) ? "-0" : `${value}`;
}

/** Whether a size needs no rounding: a count, or a number of few digits like 0.999. */
function isShort(size: number, digits: number): boolean {
  if (Number.isInteger(size)) return size < 1e9;
  return `${size}`.replace(/e.*$/, "").replace(/^0\.0*|\./g, "").length <=
    digits;
}

/** A text whose numbers are rounded in a page, and the text with every digit. */
export class RoundedText {
  constructor(readonly shown: string, readonly exact: string) {}
}
