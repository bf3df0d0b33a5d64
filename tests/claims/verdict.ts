/**
 * How a claim is decided: from facts that the library computes to one of the
 * four verdicts of `data/claims.json`.
 *
 * @module
 */
import { exponential, fixed } from "adam/show";

/** The verdict on a claim, and the exact numbers that it rests on. */
export interface Decision {
  /** `holds`, `holds to the printed digits`, `holds only if …` or `refuted`. */
  verdict: string;
  /** What the library computed, by name. */
  numbers: Record<string, number>;
}

type Numbers = Record<string, number>;

/** The claim is as true as this is. */
export function decide(holds: boolean, numbers: Numbers): Decision {
  return { verdict: holds ? "holds" : "refuted", numbers };
}

/** The claim names no condition, and is true under one and false without it. */
export function onlyIf(
  condition: string,
  underIt: boolean,
  withoutIt: boolean,
  numbers: Numbers,
): Decision {
  if (underIt === withoutIt) return decide(underIt, numbers);
  return {
    verdict: underIt ? `holds only if ${condition}` : "refuted",
    numbers,
  };
}

/**
 * The claim is a number as it was printed: exact, or the exact one rounded to
 * the digits that were printed, or wrong. Several numbers stand or fall together.
 */
export function printed(
  pairs: Record<string, [text: string, exact: number]>,
): Decision {
  const numbers = Object.fromEntries(
    Object.entries(pairs).map(([name, [, exact]]) => [name, exact]),
  );
  const all = Object.values(pairs);
  if (all.every(([text, exact]) => Number(text) === exact)) {
    return { verdict: "holds", numbers };
  }
  return asPrinted(
    all.every(([text, exact]) => rounded(exact, text) === text),
    numbers,
  );
}

/** The claim is printed, and what was printed is what the library prints. */
export function asPrinted(same: boolean, numbers: Numbers): Decision {
  return {
    verdict: same ? "holds to the printed digits" : "refuted",
    numbers,
  };
}

/** A number in the notation of a text, with as many digits behind the point. */
function rounded(exact: number, text: string): string {
  const [mantissa, exponent] = text.split("e");
  const digits = mantissa!.split(".")[1]?.length ?? 0;
  return exponent === undefined
    ? fixed(exact, digits)
    : exponential(exact, digits);
}
