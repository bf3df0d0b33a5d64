/**
 * The activation of the feed-forward part.
 *
 * @module
 */
import { erf } from "../statistics/erf.ts";

/**
 * The Gaussian error linear unit: a number times the probability that a standard
 * normal one lies below it.
 *
 * $$\mathrm{gelu}(x) = \frac{x}{2} \left(1 + \mathrm{erf}(x / \sqrt{2})\right)$$
 *
 * Mirrors `torch.nn.GELU()`; its `approximate="tanh"` is another function. Its
 * error is below $6 \cdot 2^{-53} |x|$. Far below zero, where $1 + \mathrm{erf}$
 * cancels, as it does in PyTorch, that is much of a result so small: 2e-6 of it at
 * -7, and from -8.5 down the result is -0.
 *
 * Hendrycks and Gimpel, "Gaussian error linear units" (2016).
 */
export function gelu(x: number): number {
  return x / 2 * (1 + erf(x * Math.SQRT1_2));
}

/**
 * The slope of {@linkcode gelu}:
 *
 * $$\mathrm{gelu}'(x) = \frac{1}{2} \left(1 + \mathrm{erf}(x / \sqrt{2})\right)
 * + \frac{x}{\sqrt{2 \pi}} e^{-x^2 / 2}$$
 */
export function geluSlope(x: number): number {
  const density = Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
  return (1 + erf(x * Math.SQRT1_2)) / 2 + x * density;
}
