/**
 * Adam for one coordinate.
 *
 * @module
 */
import { type AdamOptions, adamSettings } from "./_adam_options.ts";
import { averaged } from "./_averaged.ts";
import { acceptedBy, countSoFar, finite, notBelowZero } from "./_demands.ts";
import { requireIterable, requireNumber, requireRecord } from "./_require.ts";
import { biasCorrection } from "./bias_correction.ts";
import { rounded } from "./_rounded.ts";
import { f64, type Round } from "./precision.ts";

export type { AdamOptions };

/** What Adam remembers of one coordinate between steps. */
export interface AdamState {
  /** How many steps were taken, $t$. */
  step: number;
  /** The moving average of the gradients, $m_t$, not corrected. */
  firstMoment: number;
  /** The moving average of the squared gradients, $v_t$, not corrected. */
  secondMoment: number;
}

/** The record of one step: the new state, and all that led from it to the update. */
export interface AdamStep extends AdamState {
  /** The gradient that was given, $g_t$. */
  gradient: number;
  /** The first moment corrected for its start at zero, $\hat m_t$, in the unit of the gradient. */
  correctedFirstMoment: number;
  /** The second moment corrected for its start at zero, $\hat v_t$, in that unit squared. */
  correctedSecondMoment: number;
  /** What is to be added to the weight, $\Delta_t$, in the unit of the weight. */
  update: number;
}

/**
 * The state before the first step: $t = 0$, $m_0 = 0$, $v_0 = 0$.
 *
 * @example
 * ```ts
 * import { adamStep, start } from "adam";
 * import { assertStrictEquals } from "@std/assert";
 *
 * assertStrictEquals(adamStep(start, 0.5).step, 1);
 * ```
 */
export const start: AdamState = Object.freeze({
  step: 0,
  firstMoment: 0,
  secondMoment: 0,
});

/**
 * Takes one step of Adam, for one coordinate:
 *
 * ```text
 * t <- t + 1
 * m <- beta1 * m + (1 - beta1) * g
 * v <- beta2 * v + (1 - beta2) * g^2
 * m_hat = m / (1 - beta1^t)
 * v_hat = v / (1 - beta2^t)
 * update = -learningRate * m_hat / (sqrt(v_hat) + epsilon)
 * ```
 *
 * `firstMoment` is $m$, `secondMoment` $v$, `correctedFirstMoment` $\hat m$,
 * `correctedSecondMoment` $\hat v$, `update` $\Delta$. Everything is computed in
 * binary64; only the two stored moments are rounded, by the option `moments`. The state given
 * is left as it was.
 *
 * Mind where $\epsilon$ stands: outside the root and after the correction, as
 * in Algorithm 1 of Kingma and Ba (2015) and in PyTorch, not as in the form
 * before their section 2.1, which TensorFlow and Keras use.
 *
 * @param state The state after the step before, or {@linkcode start}
 * @param gradient The gradient of the loss, $g_t$
 * @param options The settings
 * @returns The record of the step, which is also the state for the next one
 * @throws {RangeError} If a setting is out of range, if `state` was not made by
 * counting up from {@linkcode start}, or if a number that the option `accept`
 * turns down enters or leaves the step: a gradient that is NaN, a square that
 * overflows, an update of 0 / 0
 * @throws {TypeError} If something that must be a number is not one
 * @example The first step moves by almost the learning rate
 * ```ts
 * import { adamStep, start } from "adam";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const { update } = adamStep(start, 7.65e-3);
 * assertAlmostEquals(update, -1e-3, 1e-8);
 * ```
 */
export function adamStep(
  state: AdamState,
  gradient: number,
  options: AdamOptions = {},
): AdamStep {
  const settings = adamSettings(action, options);
  const demand = acceptedBy(settings.accept);
  requireRecord(action, "state", state);
  requireNumber(action, "state.firstMoment", state.firstMoment, demand);
  requireNumber(action, "state.secondMoment", state.secondMoment, demand);
  requireNumber(action, "state.secondMoment", state.secondMoment, notBelowZero);
  requireNumber(action, "state.step", state.step, countSoFar);
  return nextStep(state, gradient, settings);
}

/** The step itself, from a state and settings that were checked. */
function nextStep(
  state: AdamState,
  gradient: number,
  settings: Required<AdamOptions>,
): AdamStep {
  const { learningRate, beta1, beta2, epsilon, moments, accept } = settings;
  const demand = acceptedBy(accept);
  requireNumber(action, "gradient", gradient, demand);

  const step = state.step + 1;
  const stored = (average: number, value: number, decay: number) =>
    rounded(action, "moments", moments, averaged(average, value, decay));
  const firstMoment = stored(state.firstMoment, gradient, beta1);
  const secondMoment = stored(state.secondMoment, gradient * gradient, beta2);
  const correctedFirstMoment = firstMoment / biasCorrection(beta1, step);
  const correctedSecondMoment = secondMoment / biasCorrection(beta2, step);
  const update = -learningRate * correctedFirstMoment /
    (Math.sqrt(correctedSecondMoment) + epsilon);

  requireNumber(action, "firstMoment", firstMoment, demand);
  requireNumber(action, "secondMoment", secondMoment, demand);
  requireNumber(action, "update", update, demand);
  return {
    step,
    gradient,
    firstMoment,
    secondMoment,
    correctedFirstMoment,
    correctedSecondMoment,
    update,
  };
}

const action = "take an Adam step";

/**
 * Runs Adam over the gradients of one coordinate, from {@linkcode start}. The
 * records are flat, so `[...adamSteps(gradients)]` is a table and a plot. Changing
 * a record, or the options once the run has begun, does not affect the run.
 *
 * @param gradients The gradients $g_1, g_2, \dots$; may be endless
 * @param options The settings
 * @returns The records of the steps, one for each gradient, made when asked for
 * @throws {RangeError} As {@linkcode adamStep} does
 * @throws {TypeError} As {@linkcode adamStep} does
 * @example A constant gradient moves the weight at a constant speed
 * ```ts
 * import { adamSteps } from "adam";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * for (const { update } of adamSteps([3, 3, 3, 3])) {
 *   assertAlmostEquals(update, -1e-3, 1e-11);
 * }
 * ```
 */
export function* adamSteps(
  gradients: Iterable<number>,
  options: AdamOptions = {},
): Generator<AdamStep> {
  const settings = adamSettings(action, options);
  requireIterable(action, "gradients", gradients);
  let state = start;
  for (const gradient of gradients) {
    const record = nextStep(state, gradient, settings);
    yield { ...record };
    state = record;
  }
}

/**
 * Adds an update to a weight and stores the sum: $w_t = R(w_{t-1} + \Delta_t)$.
 *
 * @param weight The weight, $w_{t-1}$
 * @param update The update, $\Delta_t$
 * @param round The format $R$ that the weight is stored in, binary64 by default
 * @returns The new weight, $w_t$
 * @throws {RangeError} If one of them is NaN or infinite
 * @example
 * ```ts
 * import { applyUpdate, bf16 } from "adam";
 * import { assertStrictEquals } from "@std/assert";
 *
 * assertStrictEquals(applyUpdate(1, -1e-3), 0.999);
 * assertStrictEquals(applyUpdate(1, -1e-3, bf16), 1);
 * ```
 */
export function applyUpdate(
  weight: number,
  update: number,
  round: Round = f64,
): number {
  const action = "apply the update";
  requireNumber(action, "weight", weight, finite);
  requireNumber(action, "update", update, finite);
  return rounded(action, "round", round, weight + update);
}
