/**
 * The settings of a model at the start of its training.
 *
 * @module
 */
import {
  countSoFar,
  nonNegative,
  positiveInteger,
  storable,
} from "../_demands.ts";
import {
  type Demand,
  requireNumber,
  requireRecord,
  requireType,
} from "../_require.ts";
import { settingsOf } from "../_settings.ts";
import { layerNorm, type Normalization } from "./normalization.ts";

/** The settings of {@linkcode startOfTraining}. */
export interface StartSettings {
  /** Seeds tokens and weights, a whole number in [0, 2^32). Default `0`. */
  seed: number;
  /** The standard deviation of the token embedding, $\sigma$. Default `1`. */
  sigma: number;
  /** The standard deviation of the position embedding. Default `1`. */
  positionSigma: number;
  /** Whether the output matrix is the token embedding. Default `true`. */
  tied: boolean;
  /**
   * The standard deviation of an output matrix of its own, of normal numbers. Default
   * $1 / \sqrt{3 d}$, that of the uniform numbers in `torch.nn.Linear`, 0.051
   * at width 128. A tied model has no use for it.
   */
  outputSigma: number;
  /** How many layers there are; 0 is none. Default `4`. */
  layers: number;
  /** The width of the model, $d$. Default `128`. */
  width: number;
  /** How many heads the attention has; they divide the width. Default `2`. */
  heads: number;
  /** The inner width of the feed-forward part. Default `256`. */
  feedForward: number;
  /** The function that normalizes. Default {@linkcode layerNorm}. */
  normalization: Normalization;
  /** How many tokens there are, $V$. Default `3988`. */
  vocabulary: number;
  /** How many of them, the last ones, never occur. Default `1914`. */
  deadTokens: number;
  /** How steeply the live tokens become rare, see `zipfNumbers`. Default `1`. */
  zipfExponent: number;
  /** How many sequences the batch has. Default `8`. */
  batch: number;
  /** How many positions a sequence has. Default `128`. */
  sequenceLength: number;
}

/**
 * Fills in the settings that are left out with those of the measured model,
 * and refuses one that is out of range.
 *
 * @param settings Those that differ
 * @returns All of them
 * @throws {RangeError} If a setting is out of range, or the model and its batch
 * would have more than $2^{31}$ numbers
 * @throws {TypeError} If a setting is of the wrong type, or there is none of
 * its name
 * @example
 * ```ts
 * import { startSettings } from "adam/language_model";
 * import { assertEquals, assertThrows } from "@std/assert";
 *
 * const { width, outputSigma } = startSettings({ width: 12 });
 * assertEquals([width, outputSigma], [12, 1 / 6]);
 * assertThrows(() => startSettings({ heads: 3 }), RangeError, "multiple");
 * ```
 */
export function startSettings(
  settings: Partial<StartSettings> = {},
): StartSettings {
  requireRecord(action, "settings", settings);
  const { width = 128 } = settings;
  requireNumber(action, "width", width, positiveInteger);
  const defaults = defaultsAt(width);
  const all = settingsOf(action, defaults, settings);
  requireAll(all);
  return all;
}

function requireAll(settings: StartSettings): void {
  const { heads, vocabulary, normalization, tied } = settings;
  for (const [name, demand] of Object.entries(demands)) {
    const value = settings[name as keyof typeof demands];
    requireNumber(action, name, value, demand);
  }
  requireNumber(action, "width", settings.width, {
    wanted: `a multiple of heads, ${heads}`,
    met: (width) => width % heads === 0,
  });
  requireNumber(action, "deadTokens", settings.deadTokens, {
    wanted: `a whole number in [0, ${vocabulary}), below vocabulary`,
    met: (count) => countSoFar.met(count) && count < vocabulary,
  });
  requireNumber(
    action,
    "the number of numbers in vocabulary, width, feedForward, layers, batch and sequenceLength",
    numbersIn(settings),
    storable,
  );
  requireType(action, "tied", tied, "boolean");
  requireType(action, "normalization", normalization, "function");
}

/** All weights, and the largest matrices that a batch makes of them. */
function numbersIn(settings: StartSettings): number {
  const { vocabulary, width, feedForward, layers, tied } = settings;
  const { batch, sequenceLength, heads } = settings;
  const embeddings = ((tied ? 1 : 2) * vocabulary + sequenceLength) * width;
  const layer = (4 * width + 2 * feedForward + 9) * width + feedForward;
  const state = 3 * width + feedForward + heads;
  return embeddings + layers * layer + batch * sequenceLength * state +
    sequenceLength ** 2;
}

const action = "start the training";

const defaultsAt = (width: number): StartSettings => ({
  seed: 0,
  sigma: 1,
  positionSigma: 1,
  tied: true,
  outputSigma: 1 / Math.sqrt(3 * width),
  layers: 4,
  width,
  heads: 2,
  feedForward: 256,
  normalization: layerNorm,
  vocabulary: 3988,
  deadTokens: 1914,
  zipfExponent: 1,
  batch: 8,
  sequenceLength: 128,
});

const demands = {
  seed: {
    wanted: "a whole number in [0, 2^32)",
    met: (value) => value >>> 0 === value,
  },
  sigma: nonNegative,
  positionSigma: nonNegative,
  layers: countSoFar,
  width: positiveInteger,
  heads: positiveInteger,
  feedForward: positiveInteger,
  vocabulary: positiveInteger,
  outputSigma: nonNegative,
  zipfExponent: nonNegative,
  batch: positiveInteger,
  sequenceLength: positiveInteger,
} satisfies Partial<Record<keyof StartSettings, Demand>>;
