/**
 * Tables of numbers as text.
 *
 * @module
 */
import Table from "cli-table3";

/**
 * A table whose first columns are texts, and the others numbers.
 *
 * @param head What the columns are called
 * @param rows The rows
 * @param texts How many of the columns hold texts
 * @returns The lines
 */
export function table(
  head: string[],
  rows: (string | number)[][],
  texts: number,
): string {
  const text = new Table({
    head,
    colAligns: head.map((_, i) => i < texts ? "left" : "right"),
    style: { head: [], border: [] },
    chars: { mid: "", "left-mid": "", "mid-mid": "", "right-mid": "" },
  });
  text.push(...rows);
  return text.toString();
}

/** A number with the digits that mean something here. */
export function number(value: number): string {
  if (Number.isInteger(value) && value < 1e6) return `${value}`;
  return value < 1e-3 || value >= 1e6
    ? value.toExponential(1)
    : `${Number(value.toPrecision(2))}`;
}

/** A number of things. */
export function countWithNoun(value: number, thing: string): string {
  return `${number(value)} ${thing}${value === 1 ? "" : "s"}`;
}

/** A part of one, in percent. */
export function percent(value: number): string {
  return `${number(100 * value)} %`;
}
