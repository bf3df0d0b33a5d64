/**
 * What the mathematics asks of numbers, in words and as a test.
 *
 * @module
 */
import { type Demand, requireType } from "./_require.ts";

/** A finite number. */
export const finite: Demand = { wanted: "finite", met: Number.isFinite };

/** Any number but NaN: an infinity may be. */
export const notNaN: Demand = {
  wanted: "a number",
  met: (value) => !Number.isNaN(value),
};

/** Any number at all. */
export const anyNumber: Demand = { wanted: "a number", met: () => true };

/** A number that passes a test of the caller's own: an option `accept`. */
export function acceptedBy(accept: (value: number) => boolean): Demand {
  if (accept === Number.isFinite) return finite;
  const met = (value: number) => {
    const isAccepted = accept(value);
    requireType("go on", "what accept gives", isAccepted, "boolean");
    return isAccepted;
  };
  return { wanted: "accepted", met };
}

/** A finite number that is not negative. */
export const nonNegative: Demand = {
  wanted: "finite and >= 0",
  met: (value) => Number.isFinite(value) && value >= 0,
};

/** A finite number above zero. */
export const positive: Demand = {
  wanted: "finite and > 0",
  met: (value) => Number.isFinite(value) && value > 0,
};

/** A whole number that counts something: 1, 2, 3 ... */
export const positiveInteger: Demand = {
  wanted: "a positive integer",
  met: (value) => Number.isSafeInteger(value) && value >= 1,
};

/** How many numbers of a kind there may be: 2^31 of binary64 take 16 GiB. */
export const storable: Demand = {
  wanted: "a positive integer, 2^31 at most",
  met: (value) => positiveInteger.met(value) && value <= 2 ** 31,
};

/** A count that may still be zero, and has a successor. */
export const countSoFar: Demand = {
  wanted: "a whole number >= 0",
  met: (value) =>
    Number.isSafeInteger(value) && Number.isSafeInteger(value + 1) &&
    value >= 0,
};

/** A count that is given already: the length of what must be as long. */
export function sameAs(name: string, count: number): Demand {
  return {
    wanted: `that of ${name}, ${count}`,
    met: (value) => value === count,
  };
}

/** What a source of uniform random numbers gives. */
export const uniformNumber: Demand = {
  wanted: "in [0, 1)",
  met: (value) => value >= 0 && value < 1,
};

/** Not negative; lets NaN through, for {@linkcode acceptedBy} to decide on. */
export const notBelowZero: Demand = {
  wanted: ">= 0",
  met: (value) => !(value < 0),
};

/** The decay of a moving average: 1 would never learn, below 0 is no average. */
export const decayRate: Demand = {
  wanted: "in [0, 1)",
  met: (value) => value >= 0 && value < 1,
};

/** A probability. */
export const probabilityValue: Demand = {
  wanted: "in [0, 1]",
  met: (value) => value >= 0 && value <= 1,
};
