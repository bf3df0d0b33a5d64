/**
 * A model and its first batch, up to the gradient of its output matrix.
 *
 * @module
 */
import { type OutputGradient, outputGradient } from "../output_gradient.ts";
import type { Matrix } from "../matrix/matrix.ts";
import { randomNumbers } from "../statistics/random_numbers.ts";
import { firstBatch } from "./_first_batch.ts";
import { hiddenStates } from "./_hidden_states.ts";
import { initialWeights } from "./_initial_weights.ts";
import type {
  AttentionWeights,
  FeedForwardWeights,
  LayerWeights,
  LinearWeights,
  TransformerWeights,
} from "./_weights.ts";
import { type StartSettings, startSettings } from "./start_settings.ts";

export type {
  AttentionWeights,
  FeedForwardWeights,
  LayerWeights,
  LinearWeights,
  TransformerWeights,
};

/** What {@linkcode startOfTraining} has worked out. */
export interface StartOfTraining extends OutputGradient {
  /** The settings, all of them. */
  settings: StartSettings;
  /** The token at each position, one sequence behind the other. */
  inputs: number[];
  /** The token after each position. */
  targets: number[];
  /** The weights before training. */
  weights: TransformerWeights;
  /** The hidden states that the output matrix is applied to, a row for each position. */
  hidden: Matrix;
}

/**
 * Draws a batch and a model, and takes the first forward pass and the gradient
 * of the output matrix. Sequences are samples of Zipf's law over the live
 * tokens; each position is to predict the token after it.
 *
 * All is drawn from one source, the batch first: with the same seed and sizes
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
  const all = startSettings(settings);
  const uniform = randomNumbers(all.seed);
  const { inputs, targets } = firstBatch(all, uniform);
  const weights = initialWeights(all, uniform);
  const hidden = hiddenStates(inputs, weights, all);
  const gradient = outputGradient(hidden, weights.output, targets.flat());
  return {
    settings: all,
    inputs: inputs.flat(),
    targets: targets.flat(),
    weights,
    hidden,
    ...gradient,
  };
}
