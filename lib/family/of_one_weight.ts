/**
 * A member for matrices, applied to a single weight.
 *
 * @module
 */
import { finite } from "../_demands.ts";
import { requireNumber, requireRecord, requireType } from "../_require.ts";
import type { Matrix } from "./_matrix.ts";
import type { Rule, Step } from "./_rule.ts";

/** The record of a step, in which a matrix of one weight is a number. */
export type OneWeightStep<Taken extends Step<Matrix>> =
  & Omit<Taken, keyof Step>
  & Step;

/**
 * Turns a member for matrices into one for a single weight, a matrix of one row
 * and one column, so that it can be compared with the members for one
 * coordinate.
 *
 * @param rule The member, such as `adafactor`
 * @param settings Settings that it has from now on, unless it is given others
 * @returns The rule for one weight: a gradient, a weight and an update are
 * numbers; what the member remembers stays as it is
 * @throws {TypeError} If `rule` is no function, `settings` no record, and
 * later, if a gradient or weight is no number
 * @throws {RangeError} Later, as the member does
 * @example Adafactor moves a single weight by its whole learning rate
 * ```ts
 * import { adafactor, ofOneWeight, steps } from "adam/family";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const rule = ofOneWeight(adafactor, { epsilon2: 1 });
 * const [first] = [...steps(rule, [1e-9], { learningRate: 0.1 })];
 * assertAlmostEquals(first!.update, -0.1, 1e-15);
 * ```
 */
export function ofOneWeight<
  Options extends object,
  Taken extends Step<Matrix>,
>(
  rule: Rule<Matrix, Options, Taken>,
  settings: NoInfer<Options> = {} as Options,
): Rule<number, Options, OneWeightStep<Taken>> {
  const action = "take a step of one weight";
  requireType(action, "rule", rule, "function");
  requireRecord(action, "settings", settings);
  return (state, gradient, options = {} as Options) => {
    requireRecord(action, "state", state);
    requireRecord(action, "options", options);
    const { weight = 0, ...memory } = state;
    requireNumber(action, "gradient", gradient, finite);
    requireNumber(action, "weight", weight, finite);
    const before = { ...memory, weight: [[weight]] } as unknown as Taken;
    const record = rule(before, [[gradient]], { ...settings, ...options });
    requireRecord(action, "what rule gives", record);
    return {
      ...record,
      gradient,
      weight: record.weight[0]![0]!,
      update: record.update[0]![0]!,
    };
  };
}
