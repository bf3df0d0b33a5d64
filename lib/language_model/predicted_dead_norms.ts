/**
 * What theory predicts for the dead tokens of a model at the start.
 *
 * @module
 */
import { finite, positiveInteger } from "../_demands.ts";
import { requireNumber } from "../_require.ts";
import { summary } from "../statistics/summary.ts";
import { deadNormQuantile } from "./dead_norm_quantile.ts";
import { expectedInputLogit, type Spread } from "./expected_input_logit.ts";
import type { NormsOfRows } from "./gradient_norms_at_start.ts";
import { layerVariance } from "./layer_variance.ts";
import { type StartSettings, startSettings } from "./start_settings.ts";

/** The norms that are predicted, and what they follow from. */
export interface PredictedDeadNorms extends NormsOfRows {
  /** The logit of a position's own token. */
  inputLogit: Spread;
  /** The standard deviation of the logit of any other token, $\sigma \sqrt d$. */
  logitDeviation: number;
}

/**
 * Predicts {@linkcode gradientNormsAtStart} of the dead tokens of a tied model
 * from its settings alone, without a model and without random numbers: the
 * quantiles at $(i - 1/2) / n$ for the $n$ dead tokens, where
 *
 * ```text
 * tau^2 = positionSigma^2 + layerVariance
 * mu, nu = expectedInputLogit(d, sigma, tau^2)
 * norm_i = deadNormQuantile((i - 1/2) / n; N = batch T, |h| = sqrt(d), s = sigma sqrt(d))
 * ```
 *
 * It holds where {@linkcode deadNormQuantile} does: where the model is sure that
 * each token follows itself.
 *
 * @param settings The settings that differ from those of the measured model
 * @returns The norms, the smallest first, with mean, median, smallest and largest
 * @throws {RangeError} If a setting is out of range, the model is not tied, its
 * tokens have no scale, or none of them is dead
 * @throws {TypeError} If a setting is of the wrong type, or there is none of
 * its name
 * @example
 * ```ts
 * import { gradientNormsAtStart, predictedDeadNorms } from "adam/language_model";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const settings = { layers: 0, batch: 1, vocabulary: 500, deadTokens: 200 };
 * const predicted = predictedDeadNorms(settings);
 * const { dead } = gradientNormsAtStart(settings);
 * // Of a median near 1e-22, which varies with the seed by a factor of ten.
 * assertAlmostEquals(Math.log10(dead.median / predicted.median), 0, 1.5);
 * ```
 */
export function predictedDeadNorms(
  settings: Partial<StartSettings> = {},
): PredictedDeadNorms {
  const all = startSettings(settings);
  const { width, sigma, positionSigma, deadTokens } = all;
  requireTied(all.tied);
  requireNumber(action, "deadTokens", deadTokens, positiveInteger);
  const variance = positionSigma ** 2;
  requireNumber(action, "the square of positionSigma", variance, finite);
  const otherVariance = variance + layerVariance(all);
  const inputLogit = expectedInputLogit({ width, sigma, otherVariance });
  const hiddenNorm = Math.sqrt(width);
  const logitDeviation = sigma * hiddenNorm;
  const positions = all.batch * all.sequenceLength;
  const options = { positions, hiddenNorm, logitDeviation, inputLogit };
  const norms = Float64Array.from(
    { length: deadTokens },
    (_, i) => deadNormQuantile((i + 0.5) / deadTokens, options),
  );
  return { norms, ...summary(norms), inputLogit, logitDeviation };
}

const action = "predict the norms";

function requireTied(tied: boolean): void {
  if (tied) return;
  throw new RangeError(
    `Cannot ${action} as tied must be true: current value is ${tied}`,
  );
}
