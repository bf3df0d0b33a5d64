/**
 * All weights of the model before training.
 *
 * @module
 */
import type { LayerWeights, TransformerWeights } from "./hidden_states.ts";
import {
  initialAttention,
  initialEmbedding,
  initialLinear,
  initialNormalization,
  type Uniform,
} from "./initialization.ts";
import { type StartSettings, startSettings } from "./start_settings.ts";

/**
 * Draws the weights that a model has before training, each layer on its own.
 * The embeddings come first and an output matrix of its own last, so models
 * that differ in scale, depth or tying share what they can.
 *
 * @param settings All settings, see {@linkcode startSettings}
 * @param uniform The source of uniform random numbers in [0, 1)
 * @returns The weights
 * @throws {RangeError} If a setting is out of range, or `uniform` gives a number
 * outside [0, 1)
 * @throws {TypeError} If something is not of the type that it must be, or there
 * is no setting of that name
 * @example
 * ```ts
 * import { randomNumbers } from "adam";
 * import { initialWeights, startSettings } from "adam/language_model";
 * import { assertStrictEquals } from "@std/assert";
 *
 * const settings = startSettings({ width: 4, vocabulary: 9, deadTokens: 2 });
 * const { tokens, output } = initialWeights(settings, randomNumbers(0));
 * assertStrictEquals(output, tokens); // they are tied
 * assertStrictEquals(tokens.rows, 9);
 * ```
 */
export function initialWeights(
  settings: StartSettings,
  uniform: Uniform,
): TransformerWeights {
  const all = startSettings(settings);
  const { vocabulary, sequenceLength, width, tied } = all;
  const embedding = (rows: number, sigma: number) =>
    initialEmbedding(rows, width, { sigma, uniform });
  const tokens = embedding(vocabulary, all.sigma);
  const positions = embedding(sequenceLength, all.positionSigma);
  const layers = Array.from(
    { length: all.layers },
    () => initialLayer(all, uniform),
  );
  const normalization = initialNormalization(width);
  const output = tied ? tokens : embedding(vocabulary, all.outputSigma);
  return { tokens, positions, layers, normalization, output };
}

function initialLayer(
  { width, feedForward }: StartSettings,
  uniform: Uniform,
): LayerWeights {
  return {
    attentionNormalization: initialNormalization(width),
    attention: initialAttention(width, uniform),
    feedForwardNormalization: initialNormalization(width),
    feedForward: {
      inner: initialLinear(feedForward, width, uniform),
      outer: initialLinear(width, feedForward, uniform),
    },
  };
}
