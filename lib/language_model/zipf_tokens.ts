/**
 * Tokens as frequent as words are.
 *
 * @module
 */
import {
  giving,
  nonNegative,
  positiveInteger,
  requireNumber,
  uniformNumber,
} from "../_require.ts";
import { required, settingsOf } from "../_settings.ts";
import { storable } from "./_require_matrix.ts";

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
 * @throws {RangeError} If `count` is not a positive integer up to $2^{31}$, or
 * `exponent` is negative or not finite; later, if `uniform` gives a number
 * outside [0, 1)
 * @throws {TypeError} If one of them is not a number, `uniform` no function, or
 * an option is unknown
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
  options: { exponent: number; uniform: () => number },
): () => number {
  const action = "make tokens";
  const defaults: typeof options = { exponent: required, uniform: required };
  const { exponent, uniform } = settingsOf(action, defaults, options);
  requireNumber(action, "count", count, positiveInteger);
  requireNumber(action, "count", count, storable);
  requireNumber(action, "exponent", exponent, nonNegative);
  const next = giving(action, "uniform", uniform, uniformNumber);
  let total = 0;
  const upTo = Float64Array.from(
    { length: count },
    (_, i) => total += (i + 1) ** -exponent,
  );
  return () => {
    const height = next() * total;
    let [low, high] = [0, count - 1]; // the first token that reaches above it
    while (low < high) {
      const middle = (low + high) >> 1;
      if (upTo[middle]! > height) high = middle;
      else low = middle + 1;
    }
    return low;
  };
}
