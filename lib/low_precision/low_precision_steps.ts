/**
 * Adam with all that it stores in formats of few bits.
 *
 * @module
 */
import { type AdamOptions, adamSettings } from "../_adam_options.ts";
import { acceptedBy, anyNumber } from "../_demands.ts";
import {
  requireIterable,
  requireNumber,
  requireRecord,
  requireType,
} from "../_require.ts";
import { rounded } from "../_rounded.ts";
import { type AdamStep, adamSteps } from "../adam.ts";
import { f64, type Round } from "../precision.ts";
import { plainSum, type StoredWeight } from "./stored_weight.ts";

/** The settings of Adam, and what is stored in which format. */
export interface LowPrecisionOptions extends AdamOptions {
  /** The weight at the start; it is rounded when it is stored. Default `0`. */
  weight?: number;
  /** The format that the weight is stored in. Default: binary64. */
  weights?: Round;
  /** The format that the update is stored in before it is added. Default: binary64. */
  updates?: Round;
  /** How the weight takes an update. Default {@linkcode plainSum}. */
  sum?: (stored: StoredWeight, update: number, round: Round) => StoredWeight;
}

/** The record of a step, with the weight after it. The update is the stored one. */
export interface LowPrecisionStep extends AdamStep, StoredWeight {}

/**
 * Runs Adam for one coordinate with its moments, updates and weight each stored
 * in a format of its own:
 *
 * ```text
 * m <- M(beta1 * m + (1 - beta1) * g)
 * v <- M(beta2 * v + (1 - beta2) * g^2)
 * update = U(-learningRate * m_hat / (sqrt(v_hat) + epsilon))
 * weight <- W(weight + update)
 * ```
 *
 * with the formats $M$ `moments`, $U$ `updates` and $W$ `weights`. All
 * arithmetic is binary64 and rounded once, when a number is stored; decays and
 * corrections are never rounded. So this is what storing alone does; an
 * implementation that computes in the format, too, ends elsewhere.
 * PyTorch's single tensor rounds $\beta_2 v$ on its own and ends with another
 * $v$; its fused Adam stores as it is done here, but updates the weight with the
 * moments as they were before they were rounded.
 *
 * @param gradients The gradients $g_1, g_2, \dots$; may be endless
 * @param options The settings and the formats
 * @returns The records of the steps, one for each gradient, made when asked for
 * @throws {RangeError} As `adamStep` does, or if the weight becomes a number
 * that the option `accept` turns down
 * @throws {TypeError} If something that must be a number is not one
 * @example Weights in bf16 stop where their spacing gets too wide
 * ```ts
 * import { bf16 } from "adam";
 * import { lowPrecisionSteps } from "adam/low_precision";
 * import { assertStrictEquals } from "@std/assert";
 *
 * const gradients = Array(1000).fill(1);
 * const run = [...lowPrecisionSteps(gradients, { weights: bf16 })];
 * assertStrictEquals(run.at(-1)!.weight, -0.5);
 * ```
 */
export function* lowPrecisionSteps(
  gradients: Iterable<number>,
  options: LowPrecisionOptions = {},
): Generator<LowPrecisionStep> {
  const action = "take the steps";
  const { weight, weights, updates, sum, ...adam } = adamSettings(
    action,
    options,
    { weight: 0, weights: f64, updates: f64, sum: plainSum },
  );
  for (const [name, round] of Object.entries({ weights, updates, sum })) {
    requireType(action, name, round, "function");
  }
  const requireAccepted = (value: number) =>
    requireNumber("store the weight", "weight", value, acceptedBy(adam.accept));
  requireAccepted(weight);
  requireIterable(action, "gradients", gradients);
  let stored = {
    weight: rounded(action, "weights", weights, weight),
    compensation: 0,
  };
  for (const record of adamSteps(gradients, adam)) {
    const update = rounded(action, "updates", updates, record.update);
    stored = sum(stored, update, weights);
    requireRecord(action, "what sum gives", stored);
    const { compensation } = stored;
    requireNumber(
      action,
      "the compensation that sum gives",
      compensation,
      anyNumber,
    );
    requireAccepted(stored.weight);
    yield { ...record, update, ...stored };
  }
}
