/**
 * The step of AdamW on all weights at once, in binary64.
 *
 * @module
 */
import type { TrainingState } from "./_trainer.ts";

/** The settings of AdamW. */
export interface AdamwSettings {
  learningRate: number;
  beta1: number;
  beta2: number;
  epsilon: number;
  weightDecay: number;
}

/**
 * Takes a step of AdamW, as `adamw` of `adam/family` does:
 *
 * ```text
 * m <- beta1 * m + (1 - beta1) * g
 * v <- beta2 * v + (1 - beta2) * g^2
 * w <- w * (1 - learningRate * weightDecay)
 *      - learningRate * m / (1 - beta1^t) / (sqrt(v / (1 - beta2^t)) + epsilon)
 * ```
 */
export function takeAdamwStep(
  { weights, gradients, firstMoments, secondMoments }: TrainingState,
  { learningRate, beta1, beta2, epsilon, weightDecay }: AdamwSettings,
  step: number,
): void {
  const [first, second] = [1 - beta1 ** step, 1 - beta2 ** step];
  const keep = 1 - learningRate * weightDecay;
  for (let i = 0; i < weights.length; i++) {
    const g = gradients[i]!;
    const m = firstMoments[i] = beta1 * firstMoments[i]! + (1 - beta1) * g;
    const v = secondMoments[i] = beta2 * secondMoments[i]! +
      (1 - beta2) * g * g;
    // Padding between two weights would be 0 / 0 without an epsilon.
    if (m === 0) weights[i]! *= keep;
    else {
      weights[i] = weights[i]! * keep -
        learningRate * (m / first) / (Math.sqrt(v / second) + epsilon);
    }
  }
}
