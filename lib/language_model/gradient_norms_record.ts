/**
 * Gradient norms as one flat record.
 *
 * @module
 */
import {
  anyNumber,
  finite,
  nonNegative,
  positiveInteger,
} from "../_demands.ts";
import { requireNumber, requireRecord } from "../_require.ts";
import type { Summary } from "../statistics/summary.ts";
import type { GradientNorms } from "./gradient_norms_at_start.ts";

/** {@linkcode GradientNorms}, without the norms of single rows. */
export interface SummedNorms extends Omit<GradientNorms, "dead" | "live"> {
  /** Of the tokens that never occur. */
  dead: Pick<Summary, "mean" | "median" | "max">;
  /** Of the tokens that can occur. */
  live: Pick<Summary, "mean" | "median" | "max">;
}

/** {@linkcode GradientNorms} in one row, and compared with the uniform theory. */
export interface GradientNormsRecord
  extends Omit<GradientNorms, "dead" | "live"> {
  /** The mean norm of a dead row. */
  deadMean: number;
  /** The median norm of a dead row. */
  deadMedian: number;
  /** The largest norm of a dead row. */
  deadMax: number;
  /** The mean norm of a live row. */
  liveMean: number;
  /** The median norm of a live row. */
  liveMedian: number;
  /** The largest norm of a live row. */
  liveMax: number;
  /** The norm if all tokens were equally likely and all states alike, $|h| / V$. */
  uniform: number;
  /** The norm if all tokens were equally likely, $|\overline{h}| / V$. */
  uniformOfMean: number;
  /** `deadMean / uniform`. */
  deadOverUniform: number;
  /** `deadMean / uniformOfMean`. */
  deadOverUniformOfMean: number;
}

/**
 * Gradient norms as one flat record, a row of a table and a point of a plot:
 * `dead.mean` is `deadMean`, and so on. With them, the norms compared with the
 * uniform theory:
 *
 * ```text
 * uniform = meanHiddenNorm / vocabulary
 * uniformOfMean = normOfMeanHidden / vocabulary
 * deadOverUniform = deadMean / uniform
 * deadOverUniformOfMean = deadMean / uniformOfMean
 * ```
 *
 * @param norms What `gradientNorms` returns, or the same numbers from elsewhere
 * @param vocabulary How many tokens there are, $V$
 * @returns The record; what is of dead tokens is `NaN` if there are none, and
 * so is a quotient of two zeros
 * @throws {RangeError} If a number is out of range
 * @throws {TypeError} If one is missing or no number
 * @example
 * ```ts
 * import { gradientNormsAtStart, gradientNormsRecord } from "adam/language_model";
 * import { assertStrictEquals } from "@std/assert";
 *
 * const settings = { layers: 0, batch: 1, vocabulary: 50, deadTokens: 20 };
 * const norms = gradientNormsAtStart(settings);
 * const { deadMean, uniform } = gradientNormsRecord(norms, 50);
 * assertStrictEquals(deadMean, norms.dead.mean);
 * assertStrictEquals(uniform, norms.meanHiddenNorm / 50);
 * ```
 */
export function gradientNormsRecord(
  norms: SummedNorms,
  vocabulary: number,
): GradientNormsRecord {
  requireNorms(norms);
  requireNumber(action, "vocabulary", vocabulary, positiveInteger);
  const { dead, live, loss, inputTokenLogit } = norms;
  const { meanHiddenNorm, normOfMeanHidden } = norms;
  const uniform = meanHiddenNorm / vocabulary;
  const uniformOfMean = normOfMeanHidden / vocabulary;
  return {
    loss,
    inputTokenLogit,
    meanHiddenNorm,
    normOfMeanHidden,
    deadMean: dead.mean,
    deadMedian: dead.median,
    deadMax: dead.max,
    liveMean: live.mean,
    liveMedian: live.median,
    liveMax: live.max,
    uniform,
    uniformOfMean,
    deadOverUniform: dead.mean / uniform,
    deadOverUniformOfMean: dead.mean / uniformOfMean,
  };
}

const action = "make the record";

function requireNorms(norms: SummedNorms): void {
  requireRecord(action, "norms", norms);
  for (const kind of ["dead", "live"] as const) {
    requireRecord(action, kind, norms[kind]);
    for (const name of ["mean", "median", "max"] as const) {
      // Where there is no row of a kind, its numbers are NaN.
      requireNumber(action, `${kind}.${name}`, norms[kind][name], anyNumber);
    }
  }
  const { loss, inputTokenLogit, meanHiddenNorm, normOfMeanHidden } = norms;
  for (const [name, value] of Object.entries({ loss, inputTokenLogit })) {
    requireNumber(action, name, value, finite);
  }
  for (
    const [name, value] of Object.entries({ meanHiddenNorm, normOfMeanHidden })
  ) {
    requireNumber(action, name, value, nonNegative);
  }
}
