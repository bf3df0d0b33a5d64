/**
 * A model and its first batch, up to the gradient of its output matrix.
 *
 * @module
 */
import { type OutputGradient, outputGradient } from "../output_gradient.ts";
import type { Matrix } from "../matrix/matrix.ts";
import { hiddenStates } from "./_hidden_states.ts";
import { sequencesOf } from "./_sequences.ts";
import type {
  AttentionWeights,
  FeedForwardWeights,
  LayerWeights,
  LinearWeights,
  TransformerWeights,
} from "./_weights.ts";
import { initialModel, type Model } from "./initial_model.ts";
import type { StartSettings } from "./start_settings.ts";
import type { Batch } from "./zipf_batch.ts";

export type {
  AttentionWeights,
  FeedForwardWeights,
  LayerWeights,
  LinearWeights,
  TransformerWeights,
};

/** What {@linkcode startOfTraining} has computed. */
export interface StartOfTraining extends Model, Batch, OutputGradient {
  /** The hidden states that the output matrix is applied to, a row for each position. */
  hidden: Matrix;
}

/**
 * Draws a batch and a model, and takes the first forward pass and the gradient
 * of the output matrix. Sequences are samples of Zipf's law over the live
 * tokens; each position is to predict the token after it.
 *
 * Everything is drawn from one source, the batch first: with the same seed and sizes
 * the tokens are the same at every scale and depth.
 *
 * @param settings The settings that differ from those of the measured model
 * @returns The batch, the weights, the hidden states and the gradient
 * @throws {RangeError} If a setting is out of range
 * @throws {TypeError} If a setting is of the wrong type, or there is none of
 * its name
 * @example A dead token is only pushed
 * ```ts
 * import { startOfTraining } from "adam/language_model";
 * import { rowOf } from "adam/matrix";
 * import { assert, assertEquals } from "@std/assert";
 *
 * const { push, pull, gradient } = startOfTraining({
 *   layers: 1,
 *   width: 4,
 *   vocabulary: 9,
 *   deadTokens: 2,
 *   batch: 2,
 *   sequenceLength: 6,
 * });
 * assertEquals([...rowOf(pull, 8)], [0, 0, 0, 0]);
 * assertEquals(rowOf(gradient, 8), rowOf(push, 8));
 * assert(rowOf(push, 8)[0] !== 0);
 * ```
 */
export function startOfTraining(
  settings: Partial<StartSettings> = {},
): StartOfTraining {
  const start = initialModel(settings);
  const { inputs, targets, weights } = start;
  const sequences = sequencesOf(inputs, start.settings.sequenceLength);
  const hidden = hiddenStates(sequences, weights, start.settings);
  return {
    ...start,
    hidden,
    ...outputGradient(hidden, weights.output, targets),
  };
}
