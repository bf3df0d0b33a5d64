/**
 * How sure a tied model is, before training, that a token follows itself.
 *
 * @module
 */
import {
  nonNegative,
  positive,
  positiveInteger,
  requireNumber,
} from "../_require.ts";

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
 * @throws {RangeError} If an option is out of range
 * @throws {TypeError} If one is not a number
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
  { width, sigma, otherVariance }: {
    width: number;
    sigma: number;
    otherVariance: number;
  },
): Spread {
  const action = "work out the logit of the input token";
  requireNumber(action, "width", width, positiveInteger);
  requireNumber(action, "sigma", sigma, positive);
  requireNumber(action, "otherVariance", otherVariance, nonNegative);
  const variance = sigma ** 2;
  const mean = width * variance / Math.sqrt(variance + otherVariance);
  const share = (1 / 2 + otherVariance / variance) / width;
  return { mean, deviation: mean * Math.sqrt(share) };
}
