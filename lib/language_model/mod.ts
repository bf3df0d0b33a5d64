/**
 * A decoder-only transformer at the start of its training: the forward and the
 * backward pass, in binary64, and the exact gradient that the softmax sends into
 * its output matrix. By default it is the model that the documents measured, with the
 * initialization of PyTorch.
 *
 * One worked example: where the tokens are as large as PyTorch makes them, and
 * the output matrix is theirs, a position predicts its own token and hardly
 * pushes any other; where they are small, it pushes all of them alike.
 *
 * ```ts
 * import { gradientNormsAtStart } from "adam/language_model";
 * import { assert } from "@std/assert";
 *
 * const settings = { layers: 0, batch: 1, sequenceLength: 32, vocabulary: 500, deadTokens: 200 };
 * const large = gradientNormsAtStart({ ...settings, sigma: 1 });
 * const small = gradientNormsAtStart({ ...settings, sigma: 0.001 });
 * const uniform = small.normOfMeanHidden / 500;
 * assert(large.inputTokenLogit > 60 && large.dead.median < 1e-12 * uniform);
 * assert(small.inputTokenLogit < 1 && Math.abs(small.dead.mean / uniform - 1) < 0.01);
 * ```
 *
 * @module
 */
export * from "./normalization.ts";
export * from "./start_settings.ts";
export * from "./zipf_batch.ts";
export * from "./initial_model.ts";
export * from "./start_of_training.ts";
export * from "./model_gradients.ts";
export * from "./gradient_norms_at_start.ts";
export * from "./expected_input_logit.ts";
export * from "./layer_variance.ts";
export * from "./dead_norm_quantile.ts";
export * from "./predicted_dead_norms.ts";
export * from "./gradient_norms_record.ts";
export * from "./start_record.ts";
export * from "./first_step_by_group.ts";
