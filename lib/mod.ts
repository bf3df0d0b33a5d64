/**
 * The mathematics of Adam, exact and small: how a gradient moves a weight at
 * the first step, at the second and at the thousandth, and in which precision.
 *
 * One worked step: the first one moves every coordinate whose gradient is far
 * above $\epsilon$ by almost the learning rate, whatever its gradient is.
 *
 * ```ts
 * import { adamStep, firstUpdate, start } from "adam";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const step = adamStep(start, 7.65e-3);
 * assertAlmostEquals(step.correctedFirstMoment, 7.65e-3, 1e-17);
 * assertAlmostEquals(step.update, -9.999987e-4, 1e-10);
 * assertAlmostEquals(step.update, firstUpdate(7.65e-3), 1e-18);
 * ```
 *
 * @module
 */
export * from "./precision.ts";
export * from "./spacing.ts";
export * from "./fused_multiply_add.ts";
export * from "./moments.ts";
export * from "./half_life.ts";
export * from "./bias_correction.ts";
export * from "./bias_corrections.ts";
export * from "./adam.ts";
export * from "./adam_path.ts";
export * from "./closed_form.ts";
export * from "./softmax_gradient.ts";
export * from "./output_gradient.ts";
