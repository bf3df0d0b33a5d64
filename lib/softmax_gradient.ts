/**
 * The gradient that a softmax with cross-entropy sends into the rows of its
 * output matrix.
 *
 * @module
 */
import { becomeProbabilities } from "./_probabilities.ts";
import {
  finite,
  nonNegative,
  positiveInteger,
  probabilityValue,
} from "./_demands.ts";
import { requireNumber, requireNumbers, requireType } from "./_require.ts";
import { settingsOf } from "./_settings.ts";

/**
 * The probabilities of a softmax:
 *
 * $$p_i = \frac{e^{z_i - z_{max}}}{\sum_j e^{z_j - z_{max}}}$$
 *
 * Subtracting the maximum changes nothing in exact arithmetic and keeps the
 * exponentials from overflowing. A logit of $-\infty$ is a masked token: its
 * probability is 0.
 *
 * @param logits The logits $z$, one for each token of the vocabulary
 * @returns The probabilities $p$, in the same order; they add up to 1
 * @throws {RangeError} If there are no logits, if one is NaN or $+\infty$, or
 * if all are $-\infty$
 * @throws {TypeError} If `logits` is not an array of numbers
 * @example
 * ```ts
 * import { softmax } from "adam";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([...softmax([1000, 1000])], [0.5, 0.5]);
 * ```
 */
export function softmax(logits: ArrayLike<number>): Float64Array {
  const action = "take the softmax";
  requireNumbers(action, "logits", logits, {
    wanted: "finite or -Infinity",
    met: (value) => value < Infinity,
  });
  const probabilities = Float64Array.from(logits);
  const { maximum } = becomeProbabilities(probabilities);
  requireNumber(action, "the largest logit", maximum, finite);
  return probabilities;
}

/**
 * The gradient of the cross-entropy at one position with respect to one row of
 * the output matrix:
 *
 * $$\frac{\partial L}{\partial W_i} = (p_i - [i = y]) \, h$$
 *
 * A token that is not the target $y$ is only pushed away from $h$, with
 * strength $p_i$; the target is pulled with strength $1 - p_i$.
 *
 * @param probability The probability $p_i$ that the softmax gives the token
 * @param hidden The hidden state $h$ that the output matrix was applied to
 * @param options `isTarget`: whether the token is the one that came, $i = y$;
 * by default it is not
 * @returns The gradient, as long as `hidden`
 * @throws {RangeError} If `probability` is outside [0, 1], or `hidden` is empty
 * or holds NaN or an infinity
 * @throws {TypeError} If `hidden` is not an array of numbers, `isTarget` is not
 * a boolean, or an option is unknown
 * @example
 * ```ts
 * import { rowGradient } from "adam";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([...rowGradient(0.25, [4, -8])], [1, -2]);
 * assertEquals([...rowGradient(0.25, [4, -8], { isTarget: true })], [-3, 6]);
 * ```
 */
export function rowGradient(
  probability: number,
  hidden: ArrayLike<number>,
  options: { isTarget?: boolean } = {},
): Float64Array {
  const action = "work out the row gradient";
  const { isTarget } = settingsOf(action, { isTarget: false }, options);
  requireType(action, "isTarget", isTarget, "boolean");
  requireNumber(action, "probability", probability, probabilityValue);
  requireNumbers(action, "hidden", hidden, finite);
  const strength = probability - (isTarget ? 1 : 0);
  return Float64Array.from(hidden, (value) => strength * value);
}

/**
 * The norm of a row's gradient if the softmax were uniform, $p_i = 1 / V$, and
 * the token not the target:
 *
 * $$|g_i| = \frac{|h|}{V}$$
 *
 * @param vocabulary The number of tokens, $V$
 * @param hiddenNorm The norm of the hidden state, $|h|$
 * @returns The norm of the gradient, in the unit of the hidden state
 * @throws {RangeError} If `vocabulary` is not a positive integer, or
 * `hiddenNorm` is negative or not finite
 * @example
 * ```ts
 * import { uniformRowGradientNorm } from "adam";
 * import { assertStrictEquals } from "@std/assert";
 *
 * assertStrictEquals(uniformRowGradientNorm(4, 11), 2.75);
 * ```
 */
export function uniformRowGradientNorm(
  vocabulary: number,
  hiddenNorm: number,
): number {
  const action = "work out the row gradient norm";
  requireNumber(action, "vocabulary", vocabulary, positiveInteger);
  requireNumber(action, "hiddenNorm", hiddenNorm, nonNegative);
  return hiddenNorm / vocabulary;
}
