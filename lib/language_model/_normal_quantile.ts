/**
 * The normal distribution's quantiles, far out in both tails.
 *
 * @module
 */
import { logOfComplement } from "./_error_function.ts";

/**
 * The number that a standard normal one is below with the probability $e^l$:
 * $\Phi^{-1}(e^l)$, from the logarithm $l < 0$, so that what is close to 1 does
 * not lose its digits. By halving: of the two tails the smaller one is compared.
 */
export function normalQuantile(logProbability: number): number {
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
