/**
 * The relatives of Adam: pure functions from a state and a gradient to the
 * record of a step, one coordinate each (Adafactor: one matrix), in binary64.
 * Each says which implementation it mirrors where libraries disagree.
 *
 * One worked step: how far the first one goes, of a gradient of 100.
 *
 * ```ts
 * import { adamax, adamw, lion, radam, rmsprop, sgd } from "adam/family";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const options = { learningRate: 0.1 };
 * assertAlmostEquals(sgd({}, 100, options).update, -10, 1e-14);
 * assertAlmostEquals(radam({}, 100, options).update, -10, 1e-14);
 * assertAlmostEquals(rmsprop({}, 100, options).update, -1, 1e-8);
 * assertAlmostEquals(adamw({}, 100, options).update, -0.1, 1e-10);
 * assertAlmostEquals(adamax({}, 100, options).update, -0.1, 1e-10);
 * assertAlmostEquals(lion({}, 100, options).update, -0.1, 1e-16);
 * ```
 *
 * @module
 */
export type { Member, Rule, Step } from "./_rule.ts";
export * from "./steps.ts";
export * from "./relative_steps.ts";
export * from "./of_one_weight.ts";
export * from "./fading_gradients.ts";
export type { AdamLikeOptions, AdamLikeStep } from "./_adam_like.ts";
export * from "./sgd.ts";
export * from "./nesterov.ts";
export * from "./rmsprop.ts";
export * from "./adamw.ts";
export * from "./amsgrad.ts";
export * from "./nadam.ts";
export * from "./radam.ts";
export * from "./adamax.ts";
export * from "./lion.ts";
export * from "./adafactor.ts";
