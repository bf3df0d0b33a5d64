/**
 * The training of the whole model, step by step: the loss, and how the rows of
 * dead and of live tokens are pushed and move, with all numbers stored in
 * binary64, in binary32, in bfloat16, or in a mix of the last two.
 * `frozenBodyRun` trains an output matrix alone, on given hidden states, with
 * many optimizers at once.
 *
 * One worked example: the rows of tokens that never occur all move one way, away
 * from the mean hidden state.
 *
 * ```ts
 * import { trainingRun } from "adam/training";
 * import { assert } from "@std/assert";
 *
 * using run = await trainingRun({
 *   sigma: 0.02,
 *   positionSigma: 0.02,
 *   layers: 1,
 *   width: 16,
 *   vocabulary: 60,
 *   deadTokens: 20,
 *   batch: 2,
 *   sequenceLength: 16,
 * });
 * const [first, ...more] = run.steps(10);
 * assert(first!.deadCoherence > 0.5);
 * assert(more.at(-1)!.deadAlike > 0.95);
 * assert(more.at(-1)!.deadProbability < first!.deadProbability);
 * ```
 *
 * @module
 */
export { trainingSettings } from "./training_settings.ts";
export * from "./training_run.ts";
export * from "./text_tokens.ts";
export * from "./observe_dead_rows.ts";
export * from "./dead_row_updates.ts";
export * from "./records_of_columns.ts";
export * from "./median_records.ts";
export * from "./parameter_groups.ts";
export * from "./frozen_body.ts";
export * from "./frozen_body_run.ts";
export * from "./alignment.ts";
export * from "./row_shift.ts";
export * from "./mean_probability.ts";
