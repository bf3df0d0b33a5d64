/**
 * How long a moving average remembers.
 *
 * @module
 */
import { decayRate } from "./_demands.ts";
import { requireNumber } from "./_require.ts";

/**
 * How many steps it takes until what a moving average remembers has halved:
 *
 * $$\beta^h = \tfrac{1}{2}, \qquad h = \frac{\ln 2}{-\ln \beta}$$
 *
 * The root of an average, such as Adam's $\sqrt v$, takes twice as long. No
 * stream of new values makes it fall faster.
 *
 * @param decay The decay, $\beta$ in [0, 1)
 * @returns The number of steps, $h$; in general no whole number
 * @throws {RangeError} If `decay` is outside [0, 1)
 * @throws {TypeError} If `decay` is no number
 * @example Adam's second moment needs 693 steps
 * ```ts
 * import { halfLife } from "adam";
 * import { assertAlmostEquals, assertStrictEquals } from "@std/assert";
 *
 * assertStrictEquals(halfLife(0.5), 1);
 * assertAlmostEquals(halfLife(0.999), 692.8, 0.01);
 * ```
 */
export function halfLife(decay: number): number {
  requireNumber("find the half-life", "decay", decay, decayRate);
  return Math.LN2 / -Math.log(decay);
}
