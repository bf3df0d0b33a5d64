/**
 * Many steps of a member of the family.
 *
 * @module
 */
import { requireIterable, requireRecord, requireType } from "../_require.ts";
import type { Rule, Step } from "./_rule.ts";

/**
 * Runs a member of the family over given gradients. Changing a record, or the
 * options once the run has begun, does not affect the run; changing a number inside a record's matrix does.
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

const action = "take the steps";

function requireRule(rule: unknown, options: unknown): void {
  requireType(action, "rule", rule, "function");
  requireRecord(action, "options", options);
}
