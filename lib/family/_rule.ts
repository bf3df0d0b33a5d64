/**
 * What every member of the family does around its equations: fill in defaults
 * and start values, and refuse numbers that the equations are not defined for.
 *
 * @module
 */
import { averaged } from "../_averaged.ts";
import {
  countSoFar,
  decayRate,
  type Demand,
  finite,
  nonNegative,
  probabilityValue,
  requireNumber,
  requireRecord,
} from "../_require.ts";
import { settingsOf } from "../_settings.ts";
import type { Step } from "./steps.ts";

/** What is asked of a setting or of a remembered number; of others: to be finite. */
const demands: Record<string, Demand> = {
  learningRate: nonNegative,
  momentum: decayRate,
  dampening: decayRate,
  decay: decayRate,
  beta1: decayRate,
  beta2: decayRate,
  epsilon: nonNegative,
  epsilon1: nonNegative,
  epsilon2: nonNegative,
  weightDecay: nonNegative,
  momentumDecay: nonNegative,
  beta2Decay: {
    wanted: "finite and <= 0",
    met: (value) => Number.isFinite(value) && value <= 0,
  },
  clippingThreshold: {
    wanted: "finite and >= 1",
    met: (value) => Number.isFinite(value) && value >= 1,
  },
  step: countSoFar,
  secondMoment: nonNegative,
  largestSecondMoment: nonNegative,
  infinityNorm: nonNegative,
  momentumProduct: probabilityValue,
};

/** Throws unless each number of a record meets what is asked of its name. */
function requireEach(action: string, record: object, prefix = ""): void {
  for (const [name, value] of Object.entries(record)) {
    requireNumber(action, prefix + name, value, demands[name] ?? finite);
  }
}

/** Fills in every default and refuses a setting that is out of range, or that no default has the name of. */
export function settings<Options extends object>(
  action: string,
  defaults: Required<Options>,
  options: Options,
): Required<Options> {
  const filled = settingsOf(action, defaults, options);
  requireEach(action, filled);
  return filled;
}

/** Fills in what a state of one coordinate lacks, and refuses a state or gradient that is out of range. */
export function begun<Taken extends Step>(
  action: string,
  start: Omit<Taken, keyof Step>,
  state: Partial<Taken>,
  gradient: number,
): Omit<Taken, "gradient" | "update"> {
  const before = filledIn(action, { step: 0, weight: 0, ...start }, state);
  requireEach(action, before, "state.");
  requireNumber(action, "gradient", gradient, finite);
  return before as Omit<Taken, "gradient" | "update">;
}

/** Hands a record on, unless a number in it has overflowed or is 0 / 0. */
export function finished<Taken extends Step>(
  action: string,
  record: Taken,
): Taken {
  requireEach(action, record);
  return record;
}

/** Both moments of Adam after a gradient, not corrected. */
export function nextMoments(
  before: { firstMoment: number; secondMoment: number },
  gradient: number,
  { beta1, beta2 }: { beta1: number; beta2: number },
): { firstMoment: number; secondMoment: number } {
  return {
    firstMoment: averaged(before.firstMoment, gradient, beta1),
    secondMoment: averaged(before.secondMoment, gradient * gradient, beta2),
  };
}

/** The values of the state `given` under the names of `defaults`, and the defaults where there are none. */
export function filledIn<T extends object>(
  action: string,
  defaults: T,
  given: object,
): T {
  requireRecord(action, "state", given);
  const values = given as Partial<T>;
  const entries = Object.entries(defaults).map(([name, value]) => {
    const own = values[name as keyof T];
    return [name, own === undefined ? value : own];
  });
  return Object.fromEntries(entries);
}
