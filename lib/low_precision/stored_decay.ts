/**
 * What becomes of a decay that is stored in a format.
 *
 * @module
 */
import { decayRate } from "../_demands.ts";
import { requireNumber } from "../_require.ts";
import { rounded } from "../_rounded.ts";
import type { Round } from "../precision.ts";
import { ulp } from "../spacing.ts";

/**
 * The largest decay that a format can hold: the number before 1,
 *
 * $$1 - \tfrac{1}{2} \operatorname{ulp}(1)$$
 *
 * Decays from $1 - \operatorname{ulp}(1) / 4$ on round to 1.
 *
 * @param round The format, which rounds to the nearest
 * @returns The decay, in [0, 1)
 * @example
 * ```ts
 * import { bf16 } from "adam";
 * import { largestDecay } from "adam/low_precision";
 * import { assertStrictEquals } from "@std/assert";
 *
 * assertStrictEquals(largestDecay(bf16), 0.99609375);
 * ```
 */
export function largestDecay(round: Round): number {
  return 1 - ulp(1, round) / 2;
}

/**
 * A decay as a format stores it, for experiments: this library never rounds one
 * by itself. A decay of 1 would keep an average at zero, and its correction
 * $1 - \beta^t$ would divide by zero; so one that rounds to 1 is refused.
 *
 * @param decay The decay, $\beta$ in [0, 1)
 * @param round The format; {@linkcode towardZero} of one never gives 1
 * @returns $R(\beta)$, in [0, 1)
 * @throws {RangeError} If `decay` is outside [0, 1), or rounds to 1
 * @example
 * ```ts
 * import { bf16, f16 } from "adam";
 * import { storedDecay } from "adam/low_precision";
 * import { assertStrictEquals, assertThrows } from "@std/assert";
 *
 * assertStrictEquals(storedDecay(0.999, f16), 0.9990234375);
 * assertThrows(() => storedDecay(0.999, bf16), RangeError, "rounds to 1");
 * ```
 */
export function storedDecay(decay: number, round: Round): number {
  const action = "store the decay";
  requireNumber(action, "decay", decay, decayRate);
  const stored = rounded(action, "round", round, decay);
  if (stored < 1) return stored;
  throw new RangeError(
    `Cannot store the decay as it must stay below 1 in the format: ` +
      `${decay} rounds to 1, and the largest decay below is ${
        largestDecay(round)
      }`,
  );
}
