/**
 * The two bias corrections of a step.
 *
 * @module
 */
import { type AdamOptions, adamSettings } from "./_adam_options.ts";
import { positiveInteger } from "./_demands.ts";
import { requireNumber } from "./_require.ts";
import { biasCorrection } from "./bias_correction.ts";

/** What a step divides the two moments by, and their reciprocals. */
export interface BiasCorrections {
  /** The step, $t$. */
  step: number;
  /** $1 - \beta_1^t$, which $m_t$ is divided by. */
  firstMomentCorrection: number;
  /** $1 - \beta_2^t$, which $v_t$ is divided by. */
  secondMomentCorrection: number;
  /** $1 / (1 - \beta_1^t)$. */
  firstMomentFactor: number;
  /** $1 / (1 - \beta_2^t)$. */
  secondMomentFactor: number;
}

/**
 * Both bias corrections of a step, as a row of a table:
 *
 * $$1 - \beta_1^t, \quad 1 - \beta_2^t, \quad
 *   \frac{1}{1 - \beta_1^t}, \quad \frac{1}{1 - \beta_2^t}$$
 *
 * Kingma and Ba, "Adam" (2015), Algorithm 1.
 *
 * @param step The step, $t$, from 1
 * @param options The settings; only the decays matter
 * @returns The corrections and their reciprocals, no units
 * @throws {RangeError} If a setting is out of range or `step` is not a positive
 * integer
 * @throws {TypeError} If one of them is no number, or a setting is unknown
 * @example
 * ```ts
 * import { biasCorrections } from "adam";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(biasCorrections(2, { beta1: 0.5, beta2: 0.75 }), {
 *   step: 2,
 *   firstMomentCorrection: 0.75,
 *   secondMomentCorrection: 0.4375,
 *   firstMomentFactor: 4 / 3,
 *   secondMomentFactor: 16 / 7,
 * });
 * ```
 */
export function biasCorrections(
  step: number,
  options: AdamOptions = {},
): BiasCorrections {
  const { beta1, beta2 } = adamSettings("correct the bias", options);
  requireNumber("correct the bias", "step", step, positiveInteger);
  const firstMomentCorrection = biasCorrection(beta1, step);
  const secondMomentCorrection = biasCorrection(beta2, step);
  return {
    step,
    firstMomentCorrection,
    secondMomentCorrection,
    firstMomentFactor: 1 / firstMomentCorrection,
    secondMomentFactor: 1 / secondMomentCorrection,
  };
}
