/**
 * Refuses a value that the mathematics is not defined for, in the one wording
 * that every error of this library has:
 * `Cannot take an Adam step as beta2 must be in [0, 1): current value is 1`.
 *
 * Notebook cells are not type-checked, so a value that is not a number at all
 * is told apart (`TypeError`) from a number out of range (`RangeError`).
 *
 * @module
 */

/** What is asked of a number: the words for it, and the test of it. */
export interface Demand {
  /** Completes the sentence "... must be ...". */
  wanted: string;
  /** Whether a number meets the demand. */
  met(value: number): boolean;
}

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

/** Throws unless `value` is a number that meets the demand. */
export function requireNumber(
  action: string,
  name: string,
  value: number,
  demand: Demand,
): void {
  if (typeof value !== "number") {
    throw new TypeError(
      `Cannot ${action} as ${name} must be a number: current value is ${
        inWords(value)
      }`,
    );
  }
  if (!demand.met(value)) {
    throw new RangeError(
      `Cannot ${action} as ${name} must be ${demand.wanted}: current value is ${value}`,
    );
  }
}

/** The same function, which throws where it gives something that is no number or not as demanded. */
export function giving<Given extends number[]>(
  action: string,
  name: string,
  give: (...given: Given) => number,
  demand: Demand,
): (...given: Given) => number {
  requireType(action, name, give, "function");
  return (...given) => {
    const value = give(...given);
    if (typeof value !== "number" || !demand.met(value)) {
      requireNumber(action, `what ${name} gives`, value, demand);
    }
    return value;
  };
}

/** Throws unless a value can be looped over. */
export function requireIterable(
  action: string,
  name: string,
  value: unknown,
): void {
  const isIterable = typeof value === "object" && value !== null &&
    typeof (value as Iterable<unknown>)[Symbol.iterator] === "function";
  if (isIterable) return;
  throw new TypeError(
    `Cannot ${action} as ${name} must be iterable, an array say: current value is ${
      inWords(value)
    }`,
  );
}

/** Throws unless a value is of a type, as `typeof` names it. */
export function requireType(
  action: string,
  name: string,
  value: unknown,
  type: "boolean" | "function" | "string",
): void {
  const given: string = typeof value;
  if (given === type) return;
  throw new TypeError(
    `Cannot ${action} as ${name} must be a ${type}: current value is ${
      inWords(value)
    }`,
  );
}

/** Throws unless a value is a record: an object, but no array, date, map or the like. */
export function requireRecord(
  action: string,
  name: string,
  value: unknown,
): void {
  const isRecord = typeof value === "object" && value !== null &&
    Object.prototype.toString.call(value) === "[object Object]";
  if (isRecord) return;
  throw new TypeError(
    `Cannot ${action} as ${name} must be a record of named values: current value is ${
      inWords(value)
    }`,
  );
}

/** A value of any type, in few words. */
export function inWords(value: unknown): string {
  if (value === null || value === undefined) return `${value}`;
  return `of type ${
    typeof value === "object"
      ? value.constructor?.name ?? "Object"
      : typeof value
  }`;
}

/** Throws unless `values` holds at least one number and only numbers that meet the demand. */
export function requireNumbers(
  action: string,
  name: string,
  values: ArrayLike<number>,
  demand: Demand,
): void {
  if (typeof values?.length !== "number" || typeof values === "string") {
    throw new TypeError(
      `Cannot ${action} as ${name} must be an array of numbers: current value is ${
        inWords(values)
      }`,
    );
  }
  if (!positiveInteger.met(values.length)) {
    throw new RangeError(
      `Cannot ${action} as ${name} must hold at least one number: current length is ${values.length}`,
    );
  }
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    // The name is only made where it is needed: there may be millions.
    if (typeof value === "number" && demand.met(value)) continue;
    requireNumber(action, `${name}[${i}]`, value, demand);
  }
}
