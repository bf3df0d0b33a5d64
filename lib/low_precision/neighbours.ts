/**
 * The two numbers of a format between which any other number lies.
 *
 * @module
 */
import { finite } from "../_demands.ts";
import { requireNumber } from "../_require.ts";
import { rounded } from "../_rounded.ts";
import type { Round } from "../precision.ts";
import { gap } from "./_gap.ts";

/**
 * The nearest numbers of a format at or below and at or above `x`; both are
 * `x` itself if the format holds it. Beyond the largest finite number they are
 * that number and an infinity.
 *
 * @param x A finite number
 * @param round The format, which rounds to the nearest
 * @returns `below` and `above`, two numbers of the format
 * @throws {RangeError} If `x` is NaN or infinite
 * @example
 * ```ts
 * import { bf16 } from "adam";
 * import { neighbours } from "adam/low_precision";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(neighbours(0.999, bf16), { below: 0.99609375, above: 1 });
 * ```
 */
export function neighbours(
  x: number,
  round: Round,
): { below: number; above: number } {
  const action = "find the neighbours";
  requireNumber(action, "x", x, finite);
  if (x < 0) {
    const { below, above } = neighbours(-x, round);
    return { below: -above, above: -below };
  }
  const nearest = rounded(action, "round", round, x);
  if (nearest < x) {
    const next = nearest + gap(nearest, 1, round);
    return { below: nearest, above: rounded(action, "round", round, next) };
  }
  if (nearest === x) return { below: x, above: x };
  const below = nearest === Infinity
    ? largest(round)
    : nearest - gap(nearest, -1, round);
  return { below, above: nearest };
}

/** The largest finite number of a format that is narrower than binary64. */
function largest(round: Round): number {
  let power = 1;
  while (power < 2 ** 1023 && Number.isFinite(round(2 * power))) power *= 2;
  return 2 * power - gap(power, 1, round);
}
