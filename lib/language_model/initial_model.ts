/**
 * A model before training.
 *
 * @module
 */
import { randomNumbers } from "../statistics/random_numbers.ts";
import { initialWeights } from "./_initial_weights.ts";
import type { TransformerWeights } from "./_weights.ts";
import { type StartSettings, startSettings } from "./start_settings.ts";
import { type Batch, zipfBatch } from "./zipf_batch.ts";

/** A model: its weights, and how they are applied. */
export interface Model {
  /** The settings, all of them. */
  settings: StartSettings;
  /** The weights. */
  weights: TransformerWeights;
}

/**
 * Draws a batch and a model, and computes nothing else.
 *
 * Everything is drawn from one source, the batch first: with the same seed and sizes
 * the tokens are the same at every scale and depth.
 *
 * @param settings The settings that differ from those of the measured model
 * @returns The settings, the batch and the weights
 * @throws {RangeError} If a setting is out of range
 * @throws {TypeError} If a setting is of the wrong type, or there is none of
 * its name
 * @example
 * ```ts
 * import { initialModel } from "adam/language_model";
 * import { assertStrictEquals } from "@std/assert";
 *
 * const { weights } = initialModel({ layers: 1, width: 4, vocabulary: 2000 });
 * assertStrictEquals(weights.output, weights.tokens);
 * ```
 */
export function initialModel(
  settings: Partial<StartSettings> = {},
): Model & Batch {
  const all = startSettings(settings);
  const uniform = randomNumbers(all.seed);
  const batch = zipfBatch(all, uniform);
  return { settings: all, ...batch, weights: initialWeights(all, uniform) };
}
