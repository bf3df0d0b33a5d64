/**
 * What a step of Adam needs besides its arrays, and the check of its result.
 *
 * @module
 */
import { adamSettings } from "../_adam_options.ts";
import { countSoFar, finite, nonNegative } from "../_demands.ts";
import { requireNumber, requireNumbers, requireRecord } from "../_require.ts";
import { settingsOf } from "../_settings.ts";
import { torchScalars } from "../_torch_scalars.ts";
import { f32 } from "../precision.ts";
import { exactReciprocal } from "./_exact_reciprocal.ts";
import type { Plan } from "./_plans.ts";
import type { VectorAdamState } from "./_vector_adam_state.ts";

/** The scalars of the next step. A reciprocal of 0 tells the kernel to divide. */
export function adamScalars(
  action: string,
  { settings, stepsTaken }: Pick<VectorAdamState, "settings" | "stepsTaken">,
) {
  requireNumber(action, "stepsTaken", stepsTaken, countSoFar);
  requireRecord(action, "settings", settings);
  // Otherwise a deleted or misspelled setting would silently be the default.
  for (const name of Object.keys(settable) as (keyof typeof settable)[]) {
    requireNumber(action, name, settings[name], nonNegative);
  }
  const { weightDecay, ...adam } = settingsOf(action, settable, settings);
  const all = { ...adamSettings(action, adam), weightDecay };
  const scalars = torchScalars(f32, all);
  const { stepSize, rootCorrection } = scalars.corrected(stepsTaken + 1);
  const { high, low } = exactReciprocal(rootCorrection) ?? { high: 0, low: 0 };
  return {
    oneMinusBeta1: scalars.oneMinusBeta1,
    oneMinusBeta2: scalars.oneMinusBeta2,
    decay2: scalars.decay,
    keep: scalars.keep,
    stepSize: -stepSize,
    rootCorrection,
    epsilon: scalars.epsilon,
    high,
    low,
  };
}

/** The plan of an Adam with these scalars. */
export function adamPlan(
  { weights, firstMoment, secondMoment }: VectorAdamState,
  scalars: ReturnType<typeof adamScalars>,
): Plan<"AdamPlan"> {
  return {
    weights: weights.byteOffset,
    firstMoment: firstMoment.byteOffset,
    secondMoment: secondMoment.byteOffset,
    momentBytes: firstMoment.BYTES_PER_ELEMENT,
    ...scalars,
  };
}

/** The settings of a step, all required. */
const settable = {
  learningRate: 0,
  beta1: 0,
  beta2: 0,
  epsilon: 0,
  weightDecay: 0,
};

/** Names the first number that is not finite. */
export function refuseResult(
  action: string,
  arrays: Record<string, Float32Array>,
): never {
  for (const [name, array] of Object.entries(arrays)) {
    requireNumbers(action, name, array, finite);
  }
  throw new Error(
    `Cannot ${action}: its kernel met a number that is not finite, and there is none`,
  );
}
