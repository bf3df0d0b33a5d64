/**
 * How large the gradients of dead and live tokens are at the first step.
 *
 * @module
 */
import { matrix, rowOf } from "../matrix/matrix.ts";
import { meanRow } from "../matrix/mean_row.ts";
import { rowNorms } from "../matrix/row_norms.ts";
import { type Summary, summary } from "../statistics/summary.ts";
import { requireStart } from "./_require_start.ts";
import { type StartOfTraining, startOfTraining } from "./start_of_training.ts";
import type { StartSettings } from "./start_settings.ts";

/** The norms of the rows of one kind. */
export interface NormsOfRows extends Summary {
  /** The norm of each row, in the order of the tokens. */
  norms: Float64Array;
}

/** What {@linkcode gradientNorms} finds. */
export interface GradientNorms {
  /** The mean cross-entropy, $L$. */
  loss: number;
  /** The mean over the positions of the logit of the position's own token, $h_t \cdot w_{x_t}$. */
  inputTokenLogit: number;
  /** The mean over the positions of $|h_t|$. */
  meanHiddenNorm: number;
  /** The norm of the mean of $h_t$ over the positions. */
  normOfMeanHidden: number;
  /** Of the tokens that never occur. If there are none, `NaN` and no norms. */
  dead: NormsOfRows;
  /** Of the tokens that can occur, whether they do in this batch or not. */
  live: NormsOfRows;
}

/**
 * The norms $|\partial L / \partial w_i|$ of the rows of the output's gradient,
 * and the other quantities of their theory.
 *
 * @param start A model and its first batch
 * @returns The norms, with mean, median and largest, of dead and of live tokens
 * @throws {RangeError} If the parts of `start` do not fit together, or a number
 * is not finite
 * @throws {TypeError} If one of them is not of the type that it must be
 * @example
 * ```ts
 * import { gradientNorms, startOfTraining } from "adam/language_model";
 * import { assertEquals } from "@std/assert";
 *
 * const start = startOfTraining({
 *   layers: 0,
 *   width: 4,
 *   vocabulary: 9,
 *   deadTokens: 2,
 *   batch: 2,
 *   sequenceLength: 6,
 * });
 * const { dead, live } = gradientNorms(start);
 * assertEquals([dead.norms.length, live.norms.length], [2, 7]);
 * assertEquals(dead.max, Math.max(...dead.norms));
 * ```
 */
export function gradientNorms(start: StartOfTraining): GradientNorms {
  requireStart("take the gradient norms", start);
  return normsOf(start);
}

/**
 * {@linkcode gradientNorms} of {@linkcode startOfTraining}: from the settings
 * to the norms.
 *
 * @param settings The settings that differ from those of the measured model
 * @returns The norms, with mean, median and largest, of dead and of live tokens
 * @throws {RangeError} If a setting is out of range
 * @throws {TypeError} If a setting is of the wrong type, or there is none of
 * its name
 * @example Embeddings of zeros: all tokens are equally likely
 * ```ts
 * import { gradientNormsAtStart } from "adam/language_model";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const { loss, dead, normOfMeanHidden } = gradientNormsAtStart({
 *   sigma: 0,
 *   layers: 0,
 *   width: 4,
 *   vocabulary: 9,
 *   deadTokens: 2,
 *   batch: 2,
 *   sequenceLength: 6,
 * });
 * assertAlmostEquals(loss, Math.log(9), 1e-14);
 * assertAlmostEquals(dead.mean, normOfMeanHidden / 9, 1e-15);
 * ```
 */
export function gradientNormsAtStart(
  settings: Partial<StartSettings> = {},
): GradientNorms {
  return normsOf(startOfTraining(settings));
}

function normsOf(start: StartOfTraining): GradientNorms {
  const { settings, inputs, weights, hidden, losses, gradient } = start;
  const ownLogits = Array.from(
    inputs,
    (token, t) => dot(rowOf(hidden, t), rowOf(weights.output, token)),
  );
  const meanHidden = matrix(1, hidden.columns, meanRow(hidden));
  const norms = rowNorms(gradient);
  const live = settings.vocabulary - settings.deadTokens;
  return {
    loss: summary(losses).mean,
    inputTokenLogit: summary(ownLogits).mean,
    meanHiddenNorm: summary(rowNorms(hidden)).mean,
    normOfMeanHidden: rowNorms(meanHidden)[0]!,
    dead: normsOfRows(norms.subarray(live)),
    live: normsOfRows(norms.subarray(0, live)),
  };
}

function normsOfRows(norms: Float64Array): NormsOfRows {
  const none = { mean: NaN, median: NaN, min: NaN, max: NaN };
  return { norms, ...(norms.length === 0 ? none : summary(norms)) };
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, x, j) => sum + x * b[j]!, 0);
}
