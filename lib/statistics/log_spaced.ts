/**
 * Numbers at equal distances on a logarithmic axis.
 *
 * @module
 */
import { positive, storable } from "../_demands.ts";
import { requireNumber } from "../_require.ts";

/**
 * Numbers from `first` to `last`, each the same factor away from the next, as
 * `numpy.geomspace` gives them:
 *
 * $$x_i = 10^{\lg a + i (\lg b - \lg a) / (n - 1)}, \quad 0 \le i < n$$
 *
 * Both ends are exact.
 *
 * @param first The first number, $a > 0$
 * @param last The last number, $b > 0$; may be the smaller one
 * @param count How many numbers there are, $n$, from 2
 * @returns The numbers, in the unit of the ends
 * @throws {RangeError} If an end is not finite and above zero, or `count` is not
 * a whole number from 2 to $2^{31}$
 * @throws {TypeError} If one of them is no number
 * @example
 * ```ts
 * import { logSpaced } from "adam/statistics";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(logSpaced(1e-8, 1, 5), [1e-8, 1e-6, 1e-4, 1e-2, 1]);
 * ```
 */
export function logSpaced(
  first: number,
  last: number,
  count: number,
): number[] {
  const action = "space the numbers";
  requireNumber(action, "first", first, positive);
  requireNumber(action, "last", last, positive);
  requireNumber(action, "count", count, {
    wanted: "a whole number from 2 to 2^31",
    met: (count) => storable.met(count) && count >= 2,
  });
  const [from, to] = [Math.log10(first), Math.log10(last)];
  return Array.from({ length: count }, (_, i) => {
    if (i === 0) return first;
    if (i === count - 1) return last;
    return 10 ** (from + i * (to - from) / (count - 1));
  });
}
