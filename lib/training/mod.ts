/**
 * Training an output matrix on the hidden states of a frozen body, with many
 * optimizers at once: rows that never occur are copied, and each group of copies
 * has an Adam of its own.
 *
 * ```ts
 * import { startOfTraining } from "adam/language_model";
 * import { frozenBodyRun, parameterGroups } from "adam/training";
 * import { vectorPool } from "adam/vector";
 * import { assert } from "@std/assert";
 *
 * using pool = await vectorPool({ threads: 1 });
 * const sizes = { vocabulary: 60, deadTokens: 30, width: 8, sequenceLength: 16 };
 * const body = startOfTraining({ ...sizes, layers: 0, tied: false });
 * const { records } = frozenBodyRun(pool, body, {
 *   output: body.weights.output,
 *   groups: parameterGroups({ learningRate: [1e-3, 1e-2] }),
 *   rowsPerGroup: 5,
 *   steps: 8,
 * });
 * const [slow, fast] = records.filter(({ step }) => step === 8);
 * assert(fast!.distance > 5 * slow!.distance);
 * ```
 *
 * @module
 */
export * from "./parameter_groups.ts";
export * from "./frozen_body_run.ts";
export * from "./alignment.ts";
export * from "./row_shift.ts";
export * from "./wake_up.ts";
export * from "./held_gradient.ts";
export * from "./mean_probability.ts";
