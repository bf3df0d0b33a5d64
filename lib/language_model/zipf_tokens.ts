/**
 * Tokens as frequent as words are.
 *
 * @module
 */
import { nonNegative, positiveInteger, requireNumber } from "../_require.ts";

/**
 * A source of random tokens of which a few are frequent and most are rare:
 *
 * $$P(i) = \frac{(i + 1)^{-s}}{\sum_{k=1}^{n} k^{-s}}, \quad 0 \le i < n$$
 *
 * @param count How many different tokens there are, $n$; token 0 is the most
 * frequent one
 * @param options `exponent`: $s$, 1 for Zipf's law, 0 if all are equally
 * frequent; `uniform`: the source of uniform random numbers in [0, 1)
 * @returns A function that gives the next token
 * @throws {RangeError} If `count` is not a positive integer, or `exponent` is
 * negative or not finite
 * @throws {TypeError} If one of them is not a number
 * @example
 * ```ts
 * import { zipfTokens } from "adam/language_model";
 * import { assertEquals } from "@std/assert";
 *
 * // Shares of 6/11, 3/11 and 2/11.
 * const numbers = [0.54, 0.55, 0.81, 0.82].values();
 * const uniform = () => numbers.next().value!;
 * const next = zipfTokens(3, { exponent: 1, uniform });
 * assertEquals([next(), next(), next(), next()], [0, 1, 1, 2]);
 * ```
 */
export function zipfTokens(
  count: number,
  { exponent, uniform }: { exponent: number; uniform: () => number },
): () => number {
  const action = "make tokens";
  requireNumber(action, "count", count, positiveInteger);
  requireNumber(action, "exponent", exponent, nonNegative);
  let total = 0;
  const upTo = Float64Array.from(
    { length: count },
    (_, i) => total += (i + 1) ** -exponent,
  );
  return () => {
    const height = uniform() * total;
    let [low, high] = [0, count - 1]; // the first token that reaches above it
    while (low < high) {
      const middle = (low + high) >> 1;
      if (upTo[middle]! > height) high = middle;
      else low = middle + 1;
    }
    return low;
  };
}
