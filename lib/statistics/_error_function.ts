/**
 * The two expansions of the error function, and the logarithm of what it
 * leaves of 1.
 *
 * @module
 */

/** The error function from 0 to 2, by its series. */
export function bySeries(x: number): number {
  const twiceSquare = 2 * x * x;
  let [term, sum] = [1, 1];
  for (let odd = 3; term > 2 ** -56 * sum; odd += 2) {
    term *= twiceSquare / odd;
    sum += term;
  }
  return 2 / Math.sqrt(Math.PI) * x * Math.exp(-x * x) * sum;
}

/** The denominator of the continued fraction, from 2 on: $1 - erf(x) = e^{-x^2} / \sqrt\pi$ divided by it. */
export function fraction(x: number): number {
  let value = x;
  // 60 levels are enough at 2, where the fraction converges most slowly.
  for (let level = 60; level >= 1; level--) value = x + level / 2 / value;
  return value;
}

/** $\ln(1 - \mathrm{erf}(x))$ for $x \ge 0$; below 2 no more than 0.995 is taken off 1. */
export function logOfComplement(x: number): number {
  return x < 2
    ? Math.log1p(-bySeries(x))
    : -x * x - Math.log(Math.sqrt(Math.PI) * fraction(x));
}
