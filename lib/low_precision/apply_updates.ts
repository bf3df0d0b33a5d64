/**
 * A stored weight that takes many updates.
 *
 * @module
 */
import { finite } from "../_demands.ts";
import {
  requireIterable,
  requireNumber,
  requireRecord,
  requireType,
} from "../_require.ts";
import { rounded } from "../_rounded.ts";
import { settingsOf } from "../_settings.ts";
import { f64 } from "../precision.ts";
import type { LowPrecisionOptions } from "./low_precision_steps.ts";
import { plainSum, type StoredWeight } from "./stored_weight.ts";

/** How {@linkcode applyUpdates} stores the weight. */
export type ApplyUpdatesOptions = Pick<
  LowPrecisionOptions,
  "weight" | "weights" | "sum"
>;

/** The record of an update, with the weight after it. */
export interface AppliedUpdate extends StoredWeight {
  /** How many updates the weight was given, this one included. */
  step: number;
  /** What was to be added to the weight, $\Delta$. */
  update: number;
}

/**
 * Adds updates to a stored weight one after the other, each sum rounded as the
 * option `sum` does it:
 *
 * $$w_t = R(w_{t-1} + \Delta_t), \qquad w_0 = R(w)$$
 *
 * So formats, {@linkcode stochastically} rounded ones and {@linkcode kahanSum}
 * can be compared on the same updates. `lowPrecisionSteps` does the same with
 * the updates of Adam.
 *
 * @param updates The updates $\Delta_1, \Delta_2, \dots$, finitely many
 * @param options `weight`: the weight at the start, default 0. `weights`: its
 * format, default binary64. `sum`: default {@linkcode plainSum}
 * @returns One record for each update
 * @throws {RangeError} If an update or a weight is NaN or infinite
 * @throws {TypeError} If something is not of the type that it must be, or an
 * option is unknown
 * @example A thousand updates that bf16 does not notice one by one
 * ```ts
 * import { bf16 } from "adam";
 * import { applyUpdates, kahanSum } from "adam/low_precision";
 * import { assertStrictEquals } from "@std/assert";
 *
 * const updates = Array<number>(1000).fill(0.001);
 * const inBf16 = { weight: 1, weights: bf16 };
 * const plain = applyUpdates(updates, inBf16);
 * const kahan = applyUpdates(updates, { ...inBf16, sum: kahanSum });
 * assertStrictEquals(plain.at(-1)!.weight, 1);
 * assertStrictEquals(kahan.at(-1)!.weight, 2);
 * ```
 */
export function applyUpdates(
  updates: Iterable<number>,
  options: ApplyUpdatesOptions = {},
): AppliedUpdate[] {
  const action = "apply the updates";
  const defaults = { weight: 0, weights: f64, sum: plainSum };
  const { weight, weights, sum } = settingsOf(action, defaults, options);
  requireIterable(action, "updates", updates);
  requireNumber(action, "weight", weight, finite);
  requireType(action, "sum", sum, "function");
  let stored: StoredWeight = {
    weight: rounded(action, "weights", weights, weight),
    compensation: 0,
  };
  return Array.from(updates, (update, i) => {
    requireNumber(action, `updates[${i}]`, update, finite);
    stored = sum(stored, update, weights);
    requireRecord(action, "what sum gives", stored);
    const { weight, compensation } = stored;
    requireNumber(action, "weight", weight, finite);
    requireNumber(action, "compensation", compensation, finite);
    return { step: i + 1, update, weight, compensation };
  });
}
