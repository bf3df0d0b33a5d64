/**
 * The numbers that PyTorch's ways to compute Adam on the CPU have in common.
 *
 * @module
 */
import type { Round } from "./_rounded.ts";

/** The settings that they are made of. */
export interface TorchSettings {
  learningRate: number;
  beta1: number;
  beta2: number;
  epsilon: number;
  weightDecay: number;
}

/** The scalars: computed with Python's floats, binary64, then rounded to the arithmetic. */
export function torchScalars(round: Round, settings: TorchSettings) {
  const { learningRate, beta1, beta2, epsilon, weightDecay } = settings;
  return {
    keep: round(1 - learningRate * weightDecay),
    decay: round(beta2),
    oneMinusBeta1: round(1 - beta1),
    oneMinusBeta2: round(1 - beta2),
    epsilon: round(epsilon),
    /** The learning rate over the first correction, and the root of the second. */
    corrected(step: number) {
      const stepSize = learningRate / (1 - beta1 ** step);
      const rootCorrection = Math.sqrt(1 - beta2 ** step);
      return {
        stepSize: round(stepSize),
        rootCorrection: round(rootCorrection),
      };
    },
  };
}
