/**
 * The step of PyTorch's fused kernel, `FusedAdamKernel.cpp`: all in one
 * arithmetic, rounded once more when stored.
 *
 * @module
 */
import { lerp, type MultiplyAdd } from "./_lerp.ts";
import type { Round } from "./_rounded.ts";
import { torchScalars, type TorchSettings } from "./_torch_scalars.ts";
import { fusedMultiplyAdd } from "./fused_multiply_add.ts";
import { f32 } from "./precision.ts";

/** How a compiler put multiplications and additions together. */
export interface FusedArithmetic {
  /** The arithmetic: binary32, or binary64 for tensors of that type. */
  round: Round;
  /** How $a \cdot b + c$ is rounded in the first moment. */
  multiplyAdd: MultiplyAdd;
  /** The second moment, of which `fraction` is new. */
  secondMoment(
    average: number,
    gradient: number,
    fraction: number,
    decay: number,
  ): number;
}

/** The vector body of the kernel on a CPU that multiplies and adds at once. */
export const withFma: FusedArithmetic = {
  round: f32,
  multiplyAdd: fusedMultiplyAdd,
  secondMoment: (v, g, fraction, decay) =>
    fusedMultiplyAdd(f32(fraction * g), g, f32(v * decay)),
};

/** The kernel on a CPU that does not. */
export const withoutFma: FusedArithmetic = {
  round: f32,
  multiplyAdd: (a, b, c) => f32(f32(a * b) + c),
  secondMoment: (v, g, fraction, decay) =>
    f32(f32(v * decay) + f32(f32(fraction * g) * g)),
};

/** The weight and both moments, after some steps. */
interface State {
  step: number;
  weight: number;
  firstMoment: number;
  secondMoment: number;
}

/** Rounds the settings as the kernel does, and returns the step. */
export function torchFusedStep(
  arithmetic: FusedArithmetic,
  settings: TorchSettings & { weights: Round; moments: Round },
): (state: State, gradient: number) => State {
  const { round, secondMoment } = arithmetic;
  const { weights, moments } = settings;
  const scalars = torchScalars(round, settings);
  const { keep, decay, oneMinusBeta1, oneMinusBeta2, epsilon } = scalars;
  return (state, gradient) => {
    const step = state.step + 1;
    const { stepSize, rootCorrection } = scalars.corrected(step);
    const kept = round(state.weight * keep);
    const m = lerp(state.firstMoment, gradient, oneMinusBeta1, arithmetic);
    const v = secondMoment(state.secondMoment, gradient, oneMinusBeta2, decay);
    const root = round(round(Math.sqrt(v)) / rootCorrection);
    const update = round(round(-stepSize * m) / round(root + epsilon));
    return {
      step,
      weight: weights(round(kept + update)),
      firstMoment: moments(m),
      secondMoment: moments(v),
    };
  };
}
