/**
 * One way to compute Adam, run over the gradients of one coordinate.
 *
 * @module
 */
import { adamSettings } from "../_adam_options.ts";
import {
  acceptedBy,
  anyNumber,
  countSoFar,
  finite,
  nonNegative,
  notBelowZero,
  notNaN,
} from "../_demands.ts";
import {
  giving,
  requireIterable,
  requireNumber,
  requireRecord,
} from "../_require.ts";
import type {
  Formulation,
  FormulationOptions,
  FormulationStep,
  Settings,
} from "./_formulation.ts";
import { type FormulationName, formulationOf } from "./_formulations.ts";

export type { FormulationOptions, FormulationStep };

/**
 * Prepares a formulation: rounds its settings as the implementation does, and
 * returns the function that takes its steps. Use it where a gradient depends on
 * the weight; {@linkcode runFormulation} where all gradients are known.
 *
 * @param name The name of the formulation, one of `formulationNames`
 * @param options The settings
 * @returns The step: from a state and a gradient to the next state
 * @throws {RangeError} If the name or a setting is not one that the formulation
 * has; the step throws it as {@linkcode runFormulation} does, and if the state is
 * not one that a step can leave
 * @throws {TypeError} If something is not of the type that it must be
 * @example The weight goes downhill on the parabola p²/2
 * ```ts
 * import { formulationStep } from "adam/formulations";
 * import { assert } from "@std/assert";
 *
 * const step = formulationStep("torch-fused-fma", { learningRate: 0.1 });
 * let state = { step: 0, weight: 1, firstMoment: 0, secondMoment: 0 };
 * for (let t = 0; t < 200; t++) state = step(state, state.weight);
 * assert(Math.abs(state.weight) < 0.01);
 * ```
 */
export function formulationStep(
  name: FormulationName,
  options: FormulationOptions = {},
): (state: FormulationStep, gradient: number) => FormulationStep {
  const formulation = formulationOf(name);
  const action = `run ${name}`;
  const settings = settingsFor(formulation, action, options);
  const { weights } = settings;
  const take = formulation.prepare(settings);
  const allowed = options.accept && acceptedBy(options.accept);

  /** What a step may take up and leave: by default a moment that overflowed, too. */
  const requireNumbersOf = (state: FormulationStep, of: string) => {
    const { firstMoment, secondMoment, weight } = state;
    const moment = allowed ?? notNaN;
    requireNumber(action, `${of}firstMoment`, firstMoment, moment);
    requireNumber(action, `${of}secondMoment`, secondMoment, moment);
    requireNumber(action, `${of}weight`, weight, allowed ?? finite);
  };

  return (state, gradient) => {
    requireNumber(action, "gradient", gradient, allowed ?? finite);
    const stored = weights(gradient);
    requireNumber(action, "gradient", stored, allowed ?? finite);
    requireRecord(action, "state", state);
    requireNumber(action, "state.step", state.step, countSoFar);
    requireNumbersOf(state, "state.");
    const { secondMoment } = state;
    requireNumber(action, "state.secondMoment", secondMoment, notBelowZero);
    const next = take(state, stored);
    requireNumbersOf(next, "");
    return next;
  };
}

/**
 * Runs one formulation of Adam over the gradients of one coordinate, and gives
 * the weight and both moments after each step, with the bits of the
 * implementation that the formulation mirrors.
 *
 * ```text
 * p, m, v = weight, 0, 0
 * for each g: p, m, v = step(p, m, v, g)      as formulationAccount(name) says
 * ```
 *
 * Defaults are PyTorch's for every formulation, so that they can be compared;
 * Keras and TF.js have $\epsilon = 10^{-7}$ of their own. With `weightDecay` it
 * is AdamW. The formulations of PyTorch and of the paper can store `weights`
 * and `moments` in another format, `bf16` for one, as PyTorch does if its
 * tensors are of that type.
 *
 * A second moment that overflows is infinite, as it is there, and stops the
 * weight for good; everything else that is not finite is refused, unless the
 * option `accept` lets it pass.
 *
 * @param name The name of the formulation, one of `formulationNames`
 * @param gradients The gradients $g_1, g_2, \dots$; rounded to the format of
 * the weights
 * @param options The settings of Adam, `weight`: the weight before the first
 * step, `weightDecay`: $\lambda$, and `weights`: the format of the weight
 * @returns One record for each step: `step`, `weight`, `firstMoment`,
 * `secondMoment`
 * @throws {RangeError} If the name or a setting is not one that the formulation
 * has, if a gradient or a weight is not finite, or a moment is NaN
 * @throws {TypeError} If `gradients` is not iterable, or something is not of the
 * type that it must be
 * @example The first step of PyTorch is not exactly the learning rate
 * ```ts
 * import { runFormulation } from "adam/formulations";
 * import { assertEquals } from "@std/assert";
 *
 * const weights = ["torch-fused-fma", "optax-eager"] as const;
 * assertEquals(weights.map((name) => runFormulation(name, [1])[0]!.weight), [
 *   -0.0009999999310821295,
 *   -0.0009999934118241072,
 * ]);
 * ```
 */
export function runFormulation(
  name: FormulationName,
  gradients: Iterable<number>,
  options: FormulationOptions = {},
): FormulationStep[] {
  const take = formulationStep(name, options);
  requireIterable(`run ${name}`, "gradients", gradients);
  const { weight = 0, weights = formulationOf(name).format } = options;
  let state: FormulationStep = {
    step: 0,
    weight: weights(weight),
    firstMoment: 0,
    secondMoment: 0,
  };
  return Array.from(gradients, (gradient) => state = take(state, gradient));
}

/** Fills in the defaults and refuses what is out of range. */
function settingsFor(
  { format, storesAnyFormat }: Formulation,
  action: string,
  options: FormulationOptions,
): Settings {
  const settings = adamSettings(action, options, {
    weight: 0,
    weightDecay: 0,
    weights: format,
    moments: format,
  });
  requireNumber(action, "weight", settings.weight, finite);
  requireNumber(action, "weightDecay", settings.weightDecay, nonNegative);
  const stored = {
    weights: giving(action, "weights", settings.weights, anyNumber),
    moments: giving(action, "moments", settings.moments, anyNumber),
  };
  if (!storesAnyFormat && (options.weights ?? options.moments)) {
    throw new RangeError(
      `Cannot ${action} as weights and moments must be left out: it stores binary32 only`,
    );
  }
  return { ...settings, ...stored };
}
