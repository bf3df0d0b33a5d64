/**
 * How a weight that is stored in a format takes an update.
 *
 * @module
 */
import { anyNumber } from "../_demands.ts";
import { requireNumber, requireRecord } from "../_require.ts";
import { rounded } from "../_rounded.ts";
import type { Round } from "../precision.ts";

/** A weight as it is stored, with what rounding has kept from it so far. */
export interface StoredWeight {
  /** The weight, $w$. */
  weight: number;
  /** What is still owed to the weight, $c$; 0 where nothing is kept. */
  compensation: number;
}

/**
 * Adds an update and forgets what rounding takes away:
 * $w' = R(w + \Delta)$. Given a format of {@linkcode stochastically}, the
 * weight is right on average.
 *
 * @param stored The weight before
 * @param update The update, $\Delta$
 * @param round The format that the weight is stored in
 * @returns The weight after; NaN and infinities spread as IEEE 754 has it
 * @throws {TypeError} If something is not of the type that it must be
 * @example
 * ```ts
 * import { bf16 } from "adam";
 * import { plainSum } from "adam/low_precision";
 * import { assertEquals } from "@std/assert";
 *
 * const before = { weight: 1, compensation: 0 };
 * assertEquals(plainSum(before, 0.001, bf16), before);
 * ```
 */
export function plainSum(
  stored: StoredWeight,
  update: number,
  round: Round,
): StoredWeight {
  requireAll(stored, update);
  const weight = rounded(action, "round", round, stored.weight + update);
  return { weight, compensation: 0 };
}

/**
 * Adds an update as Kahan's summation does: what rounding takes away from the
 * weight is kept in a second number of the format, and tried again with the
 * next update.
 *
 * ```text
 * owed = compensation + update
 * weight' = R(weight + owed)
 * compensation' = R(owed - (weight' - weight))
 * ```
 *
 * `weight + compensation` follows the exact sum up to the rounding of the
 * compensation: at each step by at most half an ulp of a number that is itself
 * no larger than half an ulp of the weight, or than what is owed.
 *
 * Kahan, "Further remarks on reducing truncation errors" (1965); for weights in
 * bf16 Zamirai et al., "Revisiting BFloat16 Training" (2020).
 *
 * @param stored The weight and its compensation before
 * @param update The update, $\Delta$
 * @param round The format that both are stored in, rounding to the nearest
 * @returns The weight and its compensation after; NaN and infinities spread
 * @throws {TypeError} If something is not of the type that it must be
 * @example
 * ```ts
 * import { bf16 } from "adam";
 * import { kahanSum } from "adam/low_precision";
 * import { assertEquals } from "@std/assert";
 *
 * let stored = { weight: 1, compensation: 0 };
 * for (let i = 0; i < 4; i++) stored = kahanSum(stored, 2 ** -9, bf16);
 * assertEquals(stored, { weight: 1 + 2 ** -7, compensation: 0 });
 * ```
 */
export function kahanSum(
  stored: StoredWeight,
  update: number,
  round: Round,
): StoredWeight {
  requireAll(stored, update);
  const { weight, compensation } = stored;
  const owed = compensation + update;
  const sum = rounded(action, "round", round, weight + owed);
  const lost = rounded(action, "round", round, owed - (sum - weight));
  return { weight: sum, compensation: lost };
}

const action = "add the update";

/** NaN and infinities may be: `lowPrecisionSteps` says which ones are accepted. */
function requireAll(stored: StoredWeight, update: number): void {
  requireRecord(action, "stored", stored);
  requireNumber(action, "stored.weight", stored.weight, anyNumber);
  requireNumber(action, "stored.compensation", stored.compensation, anyNumber);
  requireNumber(action, "update", update, anyNumber);
}
