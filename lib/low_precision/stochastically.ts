/**
 * Rounding by chance, which is right on average.
 *
 * @module
 */
import { anyNumber, uniformNumber } from "../_demands.ts";
import { giving, requireNumber, requireType } from "../_require.ts";
import type { Round } from "../precision.ts";
import { gap } from "./_gap.ts";
import { neighbours } from "./neighbours.ts";

/**
 * Turns a format into stochastic rounding to it: with $a \le x \le b$ the
 * neighbours of $x$ in the format ($a < b$),
 *
 * $$R(x) = \begin{cases} b & \text{with probability } (x - a) / (b - a) \\
 *   a & \text{otherwise} \end{cases}$$
 *
 * so that the mean of $R(x)$ is $x$. A number of the format stays as it is, and
 * takes no random number. Beyond the largest finite number, $b$ is the power of
 * two that would be next, and stands as an infinity.
 *
 * The probability is computed without a rounding, and from half the smallest
 * positive number of the format on it is a multiple of $2^{-53}$, the
 * granularity of `randomNumbers`: then the mean is $x$ exactly. Numbers smaller
 * than that have their probability rounded up to such a multiple, and the mean
 * is off by less than $2^{-53}$ of that smallest number.
 *
 * Gupta et al., "Deep Learning with Limited Numerical Precision" (2015),
 * section 3.
 *
 * @param round The format, which rounds to the nearest
 * @param random A source of numbers in [0, 1), such as `randomNumbers(seed)`
 * @returns The same format, rounding by chance; NaN, infinities and signed
 * zeros stay
 * @throws {TypeError} If `round` or `random` is no function; later, if a number
 * is none
 * @throws {RangeError} Later, if `random` gives a number outside [0, 1)
 * @example A thousand small updates, of which none would be noticed
 * ```ts
 * import { bf16 } from "adam";
 * import { randomNumbers } from "adam/statistics";
 * import { stochastically } from "adam/low_precision";
 * import { assertAlmostEquals, assertStrictEquals } from "@std/assert";
 *
 * const byChance = stochastically(bf16, randomNumbers(1));
 * let [nearest, chance] = [1, 1];
 * for (let i = 0; i < 1000; i++) {
 *   nearest = bf16(nearest + 0.001);
 *   chance = byChance(chance + 0.001);
 * }
 * assertStrictEquals(nearest, 1);
 * assertAlmostEquals(chance, 2, 0.1);
 * ```
 */
export function stochastically(round: Round, random: () => number): Round {
  const action = "round by chance";
  requireType(action, "round", round, "function");
  const draw = giving(action, "random", random, uniformNumber);
  return (x) => {
    requireNumber(action, "x", x, anyNumber);
    if (!Number.isFinite(x)) return x;
    const size = Math.abs(x);
    const { below, above } = neighbours(size, round);
    if (below === above) return x;
    const chance = (size - below) / gap(below, 1, round);
    return Math.sign(x) * (draw() < chance ? above : below);
  };
}
