/**
 * What a weight is: a number, or a matrix of them.
 *
 * @module
 */
import { finite } from "../_demands.ts";
import { type Demand, requireNumber } from "../_require.ts";

/** What a member does with weights, and with the numbers or lists that it remembers of them. */
export interface Kind<Weight, Memory> {
  /** The weight that a member starts from, of the shape of a gradient. */
  zero(like: Weight): Weight;
  /** The sum of two weights. */
  sum(a: Weight, b: Weight): Weight;
  /** Throws unless `weight` is a weight, of the shape of `like` if there is one. */
  requireWeight(
    action: string,
    name: string,
    weight: Weight,
    like?: Weight,
  ): void;
  /** Throws unless `memory` is like `like`, of numbers that meet the demand. */
  requireMemory(
    action: string,
    name: string,
    memory: Memory,
    like: Memory,
    demand: Demand,
  ): void;
}

/** One coordinate. */
export const number: Kind<number, number> = {
  zero: () => 0,
  sum: (a, b) => a + b,
  requireWeight: (action, name, weight) =>
    requireNumber(action, name, weight, finite),
  requireMemory: (action, name, memory, _like, demand) =>
    requireNumber(action, name, memory, demand),
};
