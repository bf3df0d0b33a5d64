/**
 * The distribution of the gradient norms of tokens that never occur, where a
 * model is sure of other tokens.
 *
 * @module
 */
import { finite, nonNegative, positiveInteger } from "../_demands.ts";
import { requireNumber, requireRecord } from "../_require.ts";
import { required, settingsOf } from "../_settings.ts";
import { normalQuantile } from "../statistics/normal_quantile.ts";
import type { Spread } from "./expected_input_logit.ts";

/** What the distribution depends on. */
export interface DeadNorms {
  /** How many positions the loss is the mean of, $N$. */
  positions: number;
  /** The length of a hidden state, $|h|$: $\sqrt d$ after a LayerNorm. */
  hiddenNorm: number;
  /** The standard deviation of the logit of any other token, $s = \sigma |h|$. */
  logitDeviation: number;
  /** The logit of the input token, which takes all the probability: $\ln Z$. */
  inputLogit: Spread;
}

/**
 * The norm of a dead row's gradient that a row stays below with a probability:
 *
 * A dead token $i$ gets the probability $p_{ti} = e^{z_{ti}} / Z_t$ at position
 * $t$, where $z_{ti} \sim N(0, s^2)$ and $\ln Z_t \sim N(\mu, \nu^2)$, the logit
 * of the input token. So $\ln p_{ti} \sim N(-\mu, S^2)$ with
 * $S^2 = s^2 + \nu^2$: it varies over so many powers of $e$ that of the $N$
 * terms of
 *
 * $$\left| \frac{\partial L}{\partial w_i} \right| =
 * \frac{1}{N} \left| \sum_t p_{ti} h_t \right| \approx
 * \frac{|h|}{N} \max_t p_{ti}$$
 *
 * the largest decides. The largest of $N$ normal numbers is below $x$ with the
 * probability $\Phi(x)^N$, which is solved for the norm:
 *
 * $$\mathrm{quantile}(P) = \frac{|h|}{N} \exp\left(-\mu + S \, \Phi^{-1}(P^{1/N})\right)$$
 *
 * The norms of the rows are as good as log-normal with $S$ of some 15: the
 * largest of them are powers of ten above the median, and their mean is that of
 * a few rows, divided by the number of all. Positions are taken as independent,
 * which those of one token are not.
 *
 * It holds where the model is sure: where $\mu$ is well above the logarithm of
 * the number of tokens plus $s^2 / 2$, or what is left of that.
 *
 * @param probability The probability, $P$ in (0, 1)
 * @param options What the distribution depends on
 * @returns The norm, in the unit of the hidden states
 * @throws {RangeError} If `probability` is outside (0, 1), an option is out of
 * range, or the norm overflows
 * @throws {TypeError} If one is not a number, or is unknown
 * @example
 * ```ts
 * import { deadNormQuantile, expectedInputLogit } from "adam/language_model";
 * import { assert } from "@std/assert";
 *
 * const norms = {
 *   positions: 1024,
 *   hiddenNorm: Math.sqrt(128),
 *   logitDeviation: Math.sqrt(128),
 *   inputLogit: expectedInputLogit({ width: 128, sigma: 1, otherVariance: 1 }),
 * };
 * const [median, top] = [0.5, 0.999].map((P) => deadNormQuantile(P, norms));
 * assert(median! < 1e-20 && top! > 1e-11);
 * ```
 */
export function deadNormQuantile(
  probability: number,
  options: DeadNorms,
): number {
  const action = "work out the norm";
  const all = settingsOf(action, defaults, options);
  const { positions, hiddenNorm, logitDeviation, inputLogit } = all;
  requireNumber(action, "probability", probability, {
    wanted: "in (0, 1)",
    met: (value) => value > 0 && value < 1,
  });
  requireNumber(action, "positions", positions, positiveInteger);
  requireNumber(action, "hiddenNorm", hiddenNorm, nonNegative);
  requireNumber(action, "logitDeviation", logitDeviation, nonNegative);
  requireRecord(action, "inputLogit", inputLogit);
  const { mean, deviation } = inputLogit;
  requireNumber(action, "inputLogit.mean", mean, finite);
  requireNumber(action, "inputLogit.deviation", deviation, nonNegative);
  const spread = Math.hypot(logitDeviation, deviation);
  const normal = normalQuantile(Math.log(probability) / positions);
  const logProbability = -mean + spread * normal;
  requireNumber(action, "the logarithm of the norm", logProbability, finite);
  // In two halves, as e to it may be out of range where the norm is not.
  const half = Math.exp(logProbability / 2);
  const norm = Math.abs(logProbability) < 700
    ? hiddenNorm / positions * Math.exp(logProbability)
    : half * (hiddenNorm / positions) * half;
  requireNumber(action, "the norm of these options", norm, finite);
  return norm;
}

const defaults: DeadNorms = {
  positions: required,
  hiddenNorm: required,
  logitDeviation: required,
  inputLogit: required,
};
