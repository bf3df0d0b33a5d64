/**
 * The activation of the feed-forward part.
 *
 * @module
 */
import { erf } from "../statistics/erf.ts";

/**
 * The Gaussian error linear unit, exact: a number times the probability that a
 * standard normal one lies below it.
 *
 * $$\mathrm{gelu}(x) = \frac{x}{2} \left(1 + \mathrm{erf}(x / \sqrt{2})\right)$$
 *
 * Mirrors `torch.nn.GELU()`; its `approximate="tanh"` is another function.
 *
 * Hendrycks and Gimpel, "Gaussian error linear units" (2016).
 */
export function gelu(x: number): number {
  return x / 2 * (1 + erf(x * Math.SQRT1_2));
}
