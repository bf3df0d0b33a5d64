/**
 * A claim that is a number in print.
 *
 * @module
 */
import { finite } from "../_demands.ts";
import {
  inWords,
  requireNumber,
  requireRecord,
  requireType,
} from "../_require.ts";
import { decide, type Decision } from "./decide.ts";

/**
 * Decides a claim that is printed numbers: exact, they `hold`; where each is
 * the exact one rounded to the digits in print, they hold `to the printed
 * digits`; one wrong number refutes them all.
 *
 * A half may have been rounded either way, and so may what lies a last bit
 * beside it, as the exact number is itself computed in binary64.
 *
 * @param pairs By a name, the number as it is printed and as it is
 * @returns The decision, with the exact numbers
 * @throws {TypeError} If `pairs` are not pairs of a text and a number by name
 * @throws {RangeError} If a text is no number in decimal digits, or an exact
 * number is not finite
 * @example
 * ```ts
 * import { firstUpdate } from "adam";
 * import { printed } from "adam/claims";
 * import { assertStrictEquals } from "@std/assert";
 *
 * const update = Math.abs(firstUpdate(1.79e-10));
 * assertStrictEquals(
 *   printed({ update: ["1.76e-05", update] }).verdict,
 *   "holds to the printed digits",
 * );
 * assertStrictEquals(printed({ update: ["1.79e-05", update] }).verdict, "refuted");
 * ```
 */
export function printed(
  pairs: Readonly<Record<string, readonly [text: string, exact: number]>>,
): Decision {
  const action = "decide the claim";
  requireRecord(action, "pairs", pairs);
  for (const [name, pair] of Object.entries(pairs)) {
    requirePair(action, `pairs.${name}`, pair);
  }
  const all = Object.values(pairs);
  const numbers = Object.fromEntries(
    Object.entries(pairs).map(([name, [, exact]]) => [name, exact]),
  );
  if (all.every(([text, exact]) => Number(text) === exact)) {
    return decide(true, numbers);
  }
  return asPrinted(all.every(isRounded), numbers);
}

/**
 * Decides a claim that stands in print, a table or a line: what is printed is
 * what the library prints, so it `holds to the printed digits`, or it is
 * `refuted`.
 *
 * @param same Whether the two are the same
 * @param numbers What was printed, by the names that the claim's reason uses
 * @returns The decision
 * @throws {TypeError} If `same` is no boolean, or `numbers` are no numbers by
 * name
 * @throws {RangeError} If one of the numbers is not finite
 * @example
 * ```ts
 * import { uniformRowGradientNorm } from "adam";
 * import { asPrinted } from "adam/claims";
 * import { exponential } from "adam/show";
 * import { assertStrictEquals } from "@std/assert";
 *
 * const norm = uniformRowGradientNorm(3988, 11);
 * const isSame = `|g| ≈ ${exponential(norm, 1)}` === "|g| ≈ 2.8e-03";
 * assertStrictEquals(
 *   asPrinted(isSame, { norm }).verdict,
 *   "holds to the printed digits",
 * );
 * ```
 */
export function asPrinted(
  same: boolean,
  numbers: Readonly<Record<string, number>>,
): Decision {
  requireType("decide the claim", "same", same, "boolean");
  const decision = decide(same, numbers);
  return same
    ? { ...decision, verdict: "holds to the printed digits" }
    : decision;
}

const decimal = /^[-+]?\d+(\.\d+)?(e[-+]?\d+)?$/;

function requirePair(action: string, name: string, pair: unknown): void {
  if (!Array.isArray(pair) || pair.length !== 2) {
    throw new TypeError(
      `Cannot ${action} as ${name} must be a pair, a text and a number: ` +
        `current value is ${inWords(pair)}`,
    );
  }
  const [text, exact] = pair;
  requireType(action, `the text of ${name}`, text, "string");
  if (!decimal.test(text)) {
    throw new RangeError(
      `Cannot ${action} as the text of ${name} must be a number in decimal digits: ` +
        `current value is "${text}"`,
    );
  }
  requireNumber(action, name, exact, finite);
}

function isRounded([text, exact]: readonly [string, number]): boolean {
  const [mantissa, exponent] = text.split("e");
  const digits = mantissa!.split(".")[1]?.length ?? 0;
  const rounded = (x: number) =>
    exponent === undefined ? x.toFixed(digits) : x.toExponential(digits);
  return [1 - 2 ** -52, 1, 1 + 2 ** -52].some((bit) =>
    Number(rounded(exact * bit)) === Number(text)
  );
}
