/**
 * How sure a tied model is, before training, that a token follows itself.
 *
 * @module
 */
import { finite, nonNegative, positive, positiveInteger } from "../_demands.ts";
import { requireNumber } from "../_require.ts";
import { required, settingsOf } from "../_settings.ts";

/** A normal distribution, by its mean and its standard deviation. */
export interface Spread {
  /** The mean, $\mu$. */
  mean: number;
  /** The standard deviation, in the same unit. */
  deviation: number;
}

/**
 * The logit of a position's own token in a model whose output matrix is its
 * token embedding, at the start of training. What reaches the output is the
 * token's own row $e$ and whatever else was added, $q$, normalized to length
 * $\sqrt d$; so its product with $e$ is large:
 *
 * $$e_j \sim N(0, \sigma^2), \quad q_j \sim N(0, \tau^2), \quad
 * h = \sqrt{d} \, \frac{e + q}{|e + q|}$$
 * $$\mathrm{E}[h \cdot e] \approx \mu = \frac{d \, \sigma^2}{\sqrt{\sigma^2 + \tau^2}},
 * \qquad
 * \mathrm{sd}[h \cdot e] \approx \mu \sqrt{\frac{1/2 + \tau^2 / \sigma^2}{d}}$$
 *
 * Both are the first term of an expansion in $1/d$ (the delta method for the
 * quotient of $e \cdot (e + q)$ and $|e + q|$, whose covariance is
 * $2 d \sigma^2 (\sigma^2 + \tau^2)$). With $\sigma = \tau = 1$ and $d = 128$ it
 * is 90.5 ± 9.8, where the logits of all other tokens are 0 ± 11.3.
 *
 * @param options `width`: $d$. `sigma`: $\sigma > 0$ of the token embedding.
 * `otherVariance`: $\tau^2$, of all else that is added to a coordinate:
 * positions, layers
 * @returns Mean and standard deviation over tokens and models
 * @throws {RangeError} If an option is out of range, or the result overflows
 * @throws {TypeError} If one is not a number, or is unknown
 * @example
 * ```ts
 * import { expectedInputLogit } from "adam/language_model";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const { mean } = expectedInputLogit({ width: 128, sigma: 1, otherVariance: 1 });
 * assertAlmostEquals(mean, 128 / Math.sqrt(2), 1e-13);
 * ```
 */
export function expectedInputLogit(
  options: { width: number; sigma: number; otherVariance: number },
): Spread {
  const action = "work out the logit of the input token";
  const { width, sigma, otherVariance } = settingsOf(action, {
    width: required as number,
    sigma: required as number,
    otherVariance: required as number,
  }, options);
  requireNumber(action, "width", width, positiveInteger);
  requireNumber(action, "sigma", sigma, positive);
  requireNumber(action, "otherVariance", otherVariance, nonNegative);
  const tau = Math.sqrt(otherVariance);
  const correlation = sigma / Math.hypot(sigma, tau);
  const mean = width * correlation * sigma;
  const deviation = Math.sqrt(width) * correlation *
    Math.hypot(sigma * Math.SQRT1_2, tau);
  requireNumber(action, "the mean", mean, finite);
  requireNumber(action, "the deviation", deviation, finite);
  return { mean, deviation };
}
