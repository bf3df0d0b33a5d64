/**
 * Makes a member of the family of its declaration, and does around its equation
 * what every member does: fill in defaults and start values, count, add the
 * update to the weight, and refuse numbers that the equation is not defined for.
 *
 * @module
 */
import { countSoFar } from "../_demands.ts";
import { requireNumber, requireRecord } from "../_require.ts";
import { settingsOf } from "../_settings.ts";
import { demandOf } from "./_demands.ts";
import type { Kind } from "./_kind.ts";
import type { Member, Step } from "./_rule.ts";

/** What a step leaves for the next one, except for its count and its weight. */
type MemoryOf<Taken extends Step<unknown>> = Omit<Taken, keyof Step>;

/** All that is a member's own. */
export interface Declaration<Weight, Options, Taken extends Step<Weight>> {
  /** Completes the sentence "Cannot ...". */
  action: string;
  /** A value for each of its settings. */
  defaults: Required<NoInfer<Options>>;
  /** What it remembers before the first gradient. */
  start(gradient: Weight): MemoryOf<Taken>;
  /** From the number of a step, its gradient and what was there before it: the update, and what is remembered. */
  equation(
    given: { step: number; gradient: Weight; weight: Weight } & MemoryOf<Taken>,
    settings: Required<Options>,
  ): { update: Weight } & MemoryOf<Taken>;
}

/** The member that a declaration describes. */
export function member<
  Weight,
  Memory,
  Options extends object,
  Taken extends Step<Weight>,
>(
  kind: Kind<Weight, Memory>,
  { action, defaults, start, equation }: Declaration<Weight, Options, Taken>,
): Member<Weight, Options, Taken> {
  const takeStep = (
    state: Partial<Taken>,
    gradient: Weight,
    options: Options = {} as Options,
  ): Taken => {
    const settings = settingsOf(action, defaults, options);
    requireSettings(action, settings);
    kind.requireWeight(action, "gradient", gradient);
    const zero = {
      step: 0,
      weight: kind.zero(gradient),
      ...start(gradient),
    };
    const before = filledIn(action, zero, state);
    requireState(kind, action, "state.", before, zero);

    const step = before.step + 1;
    const given = { ...before, step, gradient };
    const { update, ...memory } = equation(given, settings);
    const weight = kind.sum(before.weight, update);
    const record = { step, gradient, weight, update, ...memory };
    requireState(kind, action, "", record, zero);
    kind.requireWeight(action, "update", update, gradient);
    return record as unknown as Taken;
  };
  return Object.assign(takeStep, { defaults: Object.freeze(defaults) });
}

function requireSettings(action: string, settings: object): void {
  for (const [name, value] of Object.entries(settings)) {
    requireNumber(action, name, value, demandOf(name));
  }
}

/** The values of a state under the names of `zero`, and those of `zero` where it has none. */
function filledIn<Zero extends object>(
  action: string,
  zero: Zero,
  state: object,
): Zero {
  requireRecord(action, "state", state);
  const given = state as Partial<Zero>;
  const entries = Object.entries(zero).map(([name, value]) => {
    const own = given[name as keyof Zero];
    return [name, own === undefined ? value : own];
  });
  return Object.fromEntries(entries);
}

/** Throws unless a state has what `zero` has, in the same shape and range. */
function requireState<Weight, Memory>(
  kind: Kind<Weight, Memory>,
  action: string,
  prefix: string,
  { step, weight, ...memory }: { step: number; weight: Weight },
  zero: { step: number; weight: Weight },
): void {
  requireNumber(action, `${prefix}step`, step, countSoFar);
  kind.requireWeight(action, `${prefix}weight`, weight, zero.weight);
  const { step: _, weight: __, ...like } = zero;
  const given: Record<string, Memory> = memory;
  for (const [name, first] of Object.entries<Memory>(like)) {
    const whole = prefix + name;
    kind.requireMemory(action, whole, given[name]!, first, demandOf(name));
  }
}
