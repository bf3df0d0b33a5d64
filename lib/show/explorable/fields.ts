/**
 * What a reader can change in the explorable figure, and how it is written.
 *
 * @module
 */
import type { Exploration } from "./exploration.ts";

/** A setting with a field to write in and a slider. */
export interface Field {
  /** The name of the setting. */
  readonly name: "gradients" | "beta1" | "beta2" | "epsilon" | "step";
  /** What to call it. */
  readonly label: string;
  /** The values that its slider stops at, from the least to the greatest. */
  readonly stops: readonly number[];
}

const sizes = decades(-14, 2);

/** The fields, in the order in which they stand. */
export const fields: readonly Field[] = [
  {
    name: "gradients",
    label: "g, or several in turn",
    stops: [...sizes.map((size) => -size).reverse(), 0, ...sizes],
  },
  { name: "beta1", label: "β₁", stops: decays() },
  { name: "beta2", label: "β₂", stops: decays() },
  { name: "epsilon", label: "ε", stops: [0, ...decades(-14, 0)] },
  { name: "step", label: "steps t", stops: decades(0, 4) },
];

/** 1, 2, … 9 times each power of ten, and the last power. */
export function decades(from: number, to: number): number[] {
  const powers = Array.from({ length: to - from }, (_, i) => from + i);
  const digits = [1, 2, 3, 4, 5, 6, 7, 8, 9];
  const stops = powers.flatMap((e) => digits.map((d) => Number(`${d}e${e}`)));
  return [...stops, Number(`1e${to}`)];
}

/** 0, 0.1, … 0.9, 0.91, … 0.99, 0.991, … 0.9999: finer the longer the memory. */
function decays(): number[] {
  const digits = [0, 1, 2, 3, 4, 5, 6, 7, 8];
  const stops = ["", "9", "99", "999"].flatMap((nines) =>
    digits.map((digit) => Number(`0.${nines}${digit}`))
  );
  return [...stops, 0.9999];
}

/** The index of the stop that is nearest to a value. */
export function nearestStop({ stops }: Field, value: number): number {
  const distance = (i: number) => Math.abs(stops[i]! - value);
  return stops.reduce(
    (best, _, i) => distance(i) < distance(best) ? i : best,
    0,
  );
}

/** Writes a setting as its field shows it. */
export function fieldText({ name }: Field, exploration: Exploration): string {
  return [exploration[name]].flat().join(", ");
}

/**
 * Puts what was written into a field in the place of its setting.
 *
 * @throws {TypeError} If a word is no number, or there is not one number where
 * there must be one
 */
export function withFieldText<E extends Exploration>(
  { name }: Field,
  exploration: E,
  text: string,
): E {
  const numbers = text.split(/[\s,;]+/).filter((word) => word !== "")
    .map(readNumber);
  if (name === "gradients") return { ...exploration, gradients: numbers };
  if (numbers.length === 1) return { ...exploration, [name]: numbers[0] };
  throw new TypeError(
    `Cannot read the field as ${name} must be one number: current count is ${numbers.length}`,
  );
}

function readNumber(word: string): number {
  const number = Number(word);
  if (!Number.isNaN(number) || word === "NaN") return number;
  throw new TypeError(
    `Cannot read the field as a number must look like -1.79e-10: current value is ${word}`,
  );
}
