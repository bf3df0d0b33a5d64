/**
 * The normal distribution's quantiles, far out in both tails.
 *
 * @module
 */
import { requireNumber } from "../_require.ts";
import { logOfComplement } from "./_error_function.ts";

/**
 * The number that a standard normal one is below with the probability $e^l$:
 *
 * $$\Phi^{-1}(e^l)$$
 *
 * It takes the logarithm, so that a probability close to 1 does not lose its
 * digits. It is found by halving: of the two tails the smaller one is compared.
 *
 * @param logProbability The logarithm of the probability, $l < 0$
 * @returns The quantile, in [-40, 40]
 * @throws {RangeError} If `logProbability` is not below zero, or not finite
 * @throws {TypeError} If it is not a number
 * @example
 * ```ts
 * import { normalQuantile } from "adam/statistics";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * assertAlmostEquals(normalQuantile(Math.log(0.5)), 0, 1e-15);
 * assertAlmostEquals(normalQuantile(Math.log(0.975)), 1.959963984540054, 1e-14);
 * ```
 */
export function normalQuantile(logProbability: number): number {
  requireNumber("find a quantile", "logProbability", logProbability, {
    wanted: "finite and < 0",
    met: (value) => Number.isFinite(value) && value < 0,
  });
  const below = Math.exp(logProbability);
  return below < 1 / 2
    ? -normalAbove(logProbability)
    : normalAbove(Math.log(-Math.expm1(logProbability)));
}

/** The number, from 0 on, that a standard normal one is above with a probability of 1/2 at most. */
function normalAbove(logProbability: number): number {
  let [low, high] = [0, 40]; // e^-804, below the smallest double
  for (let i = 0; i < 80; i++) {
    const middle = (low + high) / 2;
    [low, high] = logUpperTail(middle) > logProbability
      ? [middle, high]
      : [low, middle];
  }
  return (low + high) / 2;
}

/** $\ln (1 - \Phi(z))$ for $z \ge 0$. */
function logUpperTail(z: number): number {
  return logOfComplement(z * Math.SQRT1_2) - Math.LN2;
}
