/**
 * Random numbers of which each decade gets equally many.
 *
 * @module
 */
import { positive, uniformNumber } from "../_demands.ts";
import { giving, requireNumber } from "../_require.ts";
import { required, settingsOf } from "../_settings.ts";

/**
 * A source of random numbers whose logarithms are uniform, so that every decade
 * gets equally many of them:
 *
 * $$x = 10^{\lg a + u (\lg b - \lg a)}, \quad u \in [0, 1)$$
 *
 * The distribution of `scipy.stats.loguniform`.
 *
 * @param uniform A source of uniform random numbers, $u$ in [0, 1)
 * @param range `least`: the lower end, $a > 0$; `most`: the upper one, $b \ge a$
 * @returns A function that gives the next number
 * @throws {RangeError} If an end is not finite and above zero, or `most` is below
 * `least`; later, if `uniform` gives a number outside [0, 1)
 * @throws {TypeError} If one of them is no number, `uniform` no function, or a
 * setting is unknown
 * @example
 * ```ts
 * import { logUniformNumbers } from "adam/statistics";
 * import { assertEquals } from "@std/assert";
 *
 * const numbers = [0, 0.25, 0.5].values();
 * const uniform = () => numbers.next().value!;
 * const next = logUniformNumbers(uniform, { least: 1e-8, most: 1 });
 * assertEquals([next(), next(), next()], [1e-8, 1e-6, 1e-4]);
 * ```
 */
export function logUniformNumbers(
  uniform: () => number,
  range: { least: number; most: number },
): () => number {
  const action = "make log-uniform numbers";
  const ends: typeof range = { least: required, most: required };
  const { least, most } = settingsOf(action, ends, range, "range");
  const next = giving(action, "uniform", uniform, uniformNumber);
  requireNumber(action, "least", least, positive);
  requireNumber(action, "most", most, {
    wanted: `finite and not below least, ${least}`,
    met: (most) => Number.isFinite(most) && most >= least,
  });
  const [from, to] = [Math.log10(least), Math.log10(most)];
  return () => {
    const number = 10 ** (from + next() * (to - from));
    return Math.min(most, Math.max(least, number));
  };
}
