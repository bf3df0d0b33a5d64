/**
 * Numbers as frequent as words are.
 *
 * @module
 */
import {
  nonNegative,
  positiveInteger,
  storable,
  uniformNumber,
} from "../_demands.ts";
import { giving, requireNumber } from "../_require.ts";
import { required, settingsOf } from "../_settings.ts";

/**
 * A source of random numbers of which a few are frequent and most are rare, as
 * the words of a text are:
 *
 * $$P(i) = \frac{(i + 1)^{-s}}{\sum_{k=1}^{n} k^{-s}}, \quad 0 \le i < n$$
 *
 * @param count How many different numbers there are, $n$; 0 is the most
 * frequent one
 * @param options `exponent`: $s$, 1 for Zipf's law, 0 if all are equally
 * frequent; `uniform`: the source of uniform random numbers in [0, 1)
 * @returns A function that gives the next number
 * @throws {RangeError} If `count` is not a positive integer up to $2^{31}$, or
 * `exponent` is negative or not finite; later, if `uniform` gives a number
 * outside [0, 1)
 * @throws {TypeError} If one of them is not a number, `uniform` no function, or
 * an option is unknown
 * @example
 * ```ts
 * import { zipfNumbers } from "adam/statistics";
 * import { assertEquals } from "@std/assert";
 *
 * // Of 11 there are 6, 3 and 2.
 * const numbers = [0.54, 0.55, 0.81, 0.82].values();
 * const uniform = () => numbers.next().value!;
 * const next = zipfNumbers(3, { exponent: 1, uniform });
 * assertEquals([next(), next(), next(), next()], [0, 1, 1, 2]);
 * ```
 */
export function zipfNumbers(
  count: number,
  options: { exponent: number; uniform: () => number },
): () => number {
  const action = "make Zipf's numbers";
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
    let [low, high] = [0, count - 1]; // the first number that reaches above it
    while (low < high) {
      const middle = (low + high) >> 1;
      if (upTo[middle]! > height) high = middle;
      else low = middle + 1;
    }
    return low;
  };
}
