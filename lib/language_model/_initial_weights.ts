/**
 * All weights of the model before training.
 *
 * @module
 */
import {
  initialAttention,
  initialEmbedding,
  initialLinear,
  initialNormalization,
  type Uniform,
} from "./_initialization.ts";
import type { LayerWeights, TransformerWeights } from "./_weights.ts";
import type { StartSettings } from "./start_settings.ts";

/**
 * Draws the weights that a model has before training, each layer on its own.
 * The embeddings come first and an output matrix of its own last, so models
 * that differ in scale, depth or tying have all else in common.
 */
export function initialWeights(
  settings: StartSettings,
  uniform: Uniform,
): TransformerWeights {
  const { vocabulary, sequenceLength, width, tied } = settings;
  const embedding = (rows: number, sigma: number) =>
    initialEmbedding(rows, width, { sigma, uniform });
  const tokens = embedding(vocabulary, settings.sigma);
  const positions = embedding(sequenceLength, settings.positionSigma);
  const layers = Array.from(
    { length: settings.layers },
    () => initialLayer(settings, uniform),
  );
  const normalization = initialNormalization(settings);
  const output = tied ? tokens : embedding(vocabulary, settings.outputSigma);
  return { tokens, positions, layers, normalization, output };
}

function initialLayer(
  settings: StartSettings,
  uniform: Uniform,
): LayerWeights {
  const { width, feedForward } = settings;
  return {
    attentionNormalization: initialNormalization(settings),
    attention: initialAttention(width, uniform),
    feedForwardNormalization: initialNormalization(settings),
    feedForward: {
      inner: initialLinear(feedForward, width, uniform),
      outer: initialLinear(width, feedForward, uniform),
    },
  };
}
