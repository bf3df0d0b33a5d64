/**
 * A factor times the share of a number in a sum, where the product or the sum
 * leaves the range of binary64 and the quotient does not.
 *
 * @module
 */
import { binade } from "./_binade.ts";

/** $f \cdot x / (|x| + y)$, for finite $f$, $x$ and $y \ge 0$; what else comes is left to IEEE 754. */
export function fractionOfSum(factor: number, x: number, y: number): number {
  const product = factor * x;
  const sum = Math.abs(x) + y;
  const isUsual = Math.abs(product) >= 2 ** -1022 &&
    Math.abs(product) < Infinity && sum < Infinity;
  const isZero = factor === 0 || x === 0;
  const isFinite = [factor, x, y].every(Number.isFinite);
  if (isUsual || isZero || !isFinite) return product / sum;

  const [ofFactor, ofX] = [binade(Math.abs(factor)), binade(Math.abs(x))];
  const ofSum = binade(Math.max(Math.abs(x), y));
  const quotient = (factor / ofFactor) * (x / ofX) /
    (Math.abs(x) / ofSum + y / ofSum);
  const exponent = Math.log2(ofFactor) + Math.log2(ofX) - Math.log2(ofSum);
  // In two halves, as the power itself may leave the range, too.
  const half = Math.trunc(exponent / 2);
  return quotient * 2 ** half * 2 ** (exponent - half);
}
