/**
 * A model and its first batch, up to the gradient of its output matrix.
 *
 * @module
 */
import { randomNumbers } from "../random_numbers.ts";
import { hiddenStates, type TransformerWeights } from "./hidden_states.ts";
import { initialWeights } from "./initial_weights.ts";
import type { Matrix } from "./matrix.ts";
import { type OutputGradient, outputGradient } from "./output_gradient.ts";
import { type StartSettings, startSettings } from "./start_settings.ts";
import { zipfTokens } from "./zipf_tokens.ts";

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
 * import { rowOf, startOfTraining } from "adam/language_model";
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
  const { sequenceLength, batch, heads, normalization } = all;
  const uniform = randomNumbers(all.seed);
  const token = zipfTokens(all.vocabulary - all.deadTokens, {
    exponent: all.zipfExponent,
    uniform,
  });
  const sequences = Array.from(
    { length: batch },
    () => Array.from({ length: sequenceLength + 1 }, token),
  );
  const read = sequences.map((sequence) => sequence.slice(0, -1));
  const targets = sequences.flatMap((sequence) => sequence.slice(1));
  const weights = initialWeights(all, uniform);
  const hidden = hiddenStates(read, weights, { heads, normalization });
  return {
    settings: all,
    inputs: read.flat(),
    targets,
    weights,
    hidden,
    ...outputGradient(hidden, weights.output, targets),
  };
}
