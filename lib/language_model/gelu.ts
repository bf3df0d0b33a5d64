/**
 * The activation of the feed-forward part.
 *
 * @module
 */
import { notNaN, requireNumber } from "../_require.ts";
import { erf } from "./erf.ts";

/**
 * The Gaussian error linear unit: a number times the share of a standard
 * normal distribution that lies below it.
 *
 * $$\mathrm{gelu}(x) = \frac{x}{2} \left(1 + \mathrm{erf}(x / \sqrt{2})\right)$$
 *
 * Mirrors `torch.nn.GELU()`; its `approximate="tanh"` is another function. Its
 * error is below $6 \cdot 2^{-53} |x|$. Far below zero, where $1 + \mathrm{erf}$
 * cancels, as it does in PyTorch, that is much of a result so small: 2e-6 of it at
 * -7, and from -8.5 down the result is -0.
 *
 * Hendrycks and Gimpel, "Gaussian error linear units" (2016).
 *
 * @param x Any number but NaN
 * @returns The activation; its limit, -0, at $-\infty$
 * @throws {RangeError} If `x` is NaN
 * @throws {TypeError} If `x` is not a number
 * @example
 * ```ts
 * import { gelu } from "adam/language_model";
 * import { assertAlmostEquals, assertStrictEquals } from "@std/assert";
 *
 * assertAlmostEquals(gelu(1), 0.8413447460685429, 1e-15);
 * assertStrictEquals(gelu(0), 0);
 * ```
 */
export function gelu(x: number): number {
  requireNumber("take the GELU", "x", x, notNaN);
  const share = 1 + erf(x * Math.SQRT1_2);
  return x === -Infinity ? -0 : x / 2 * share;
}
