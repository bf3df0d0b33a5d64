/**
 * Two ways to take many steps.
 *
 * @module
 */
import { finite } from "../_demands.ts";
import {
  requireIterable,
  requireNumber,
  requireRecord,
  requireType,
} from "../_require.ts";
import type { Rule, Step } from "./_rule.ts";

/**
 * Runs a member of the family over given gradients. Another value in a record
 * or, once it has begun, in the options does not reach the run; another number
 * in a record's matrix does.
 *
 * @param rule The member, such as `lion`
 * @param gradients The gradients $g_1, g_2, \dots$; may be endless
 * @param options The settings of the member, and `weight`: the weight to start
 * from, 0 if left out
 * @returns The records of the steps, one for each gradient, made when asked for
 * @throws {RangeError} As the member does
 * @throws {TypeError} As the member does
 * @example
 * ```ts
 * import { sgd, steps } from "adam/family";
 * import { assertEquals } from "@std/assert";
 *
 * const records = [...steps(sgd, [1, 1], { weight: 2, learningRate: 0.25 })];
 * assertEquals(records.map(({ weight }) => weight), [1.75, 1.5]);
 * ```
 */
export function* steps<Weight, Options, Taken extends Step<Weight>>(
  rule: Rule<Weight, Options, Taken>,
  gradients: Iterable<NoInfer<Weight>>,
  options: Options & { weight?: NoInfer<Weight> } = {} as typeof options,
): Generator<Taken> {
  requireRule(rule, options);
  requireIterable(action, "gradients", gradients);
  const { weight, ...rest } = options;
  let state = { weight } as Partial<Taken>;
  for (const gradient of gradients) {
    const record = rule(state, gradient, rest as Options);
    requireRecord(action, "what rule gives", record);
    yield { ...record };
    state = record;
  }
}

/**
 * Lets a member of the family walk down a function whose gradient is known,
 * without end: `.take(100)` takes a hundred steps. It goes on from its own
 * records and options, as {@linkcode steps} does.
 *
 * @param rule The member, such as `lion`
 * @param gradientAt The gradient of the function at a weight
 * @param options The settings of the member, and `weight`: where to start
 * @returns The records of the steps, made when asked for
 * @throws {RangeError} As the member does
 * @throws {TypeError} As the member does
 * @example $w^2$ has its minimum at 0
 * ```ts
 * import { descend, nesterov } from "adam/family";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const walk = descend(nesterov, (w) => 2 * w, { weight: 1, learningRate: 0.1 });
 * const last = [...walk.take(100)].at(-1)!;
 * assertAlmostEquals(last.weight, 0, 1e-5);
 * ```
 */
export function* descend<Weight, Options, Taken extends Step<Weight>>(
  rule: Rule<Weight, Options, Taken>,
  gradientAt: (weight: NoInfer<Weight>) => NoInfer<Weight>,
  options: Options & { weight: NoInfer<Weight> },
): Generator<Taken> {
  requireRule(rule, options);
  requireType(action, "gradientAt", gradientAt, "function");
  const { weight, ...rest } = options;
  requireWeight("weight", weight);
  let state = { weight } as Partial<Taken> & { weight: Weight };
  while (true) {
    const gradient = gradientAt(state.weight);
    requireWeight("what gradientAt gives", gradient);
    const record = rule(state, gradient, rest as unknown as Options);
    requireRecord(action, "what rule gives", record);
    yield { ...record };
    state = record;
  }
}

const action = "take the steps";

/** Of a matrix the rule looks at the numbers. */
function requireWeight(name: string, weight: unknown): void {
  if (!Array.isArray(weight)) {
    requireNumber(action, name, weight as number, finite);
  }
}

function requireRule(rule: unknown, options: unknown): void {
  requireType(action, "rule", rule, "function");
  requireRecord(action, "options", options);
}
