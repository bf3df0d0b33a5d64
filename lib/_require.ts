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
  if (!(Number.isSafeInteger(values.length) && values.length >= 1)) {
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
