/**
 * What PyTorch's ways to compute Adam on the CPU share.
 *
 * @module
 */
import type { Round } from "../precision.ts";
import type { Settings } from "./_formulation.ts";

/** The scalars: computed with Python's floats, binary64, then rounded to the arithmetic. */
export function torchScalars(round: Round, settings: Settings) {
  const { learningRate, beta1, beta2, epsilon, weightDecay } = settings;
  return {
    keep: round(1 - learningRate * weightDecay),
    decay: round(beta2),
    share1: round(1 - beta1),
    share2: round(1 - beta2),
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

/** One way to round $a \cdot b + c$. */
export type MultiplyAdd = (a: number, b: number, c: number) => number;

/** `torch.lerp`: $a + s \cdot (x - a)$, computed from the nearer end. */
export function lerp(
  average: number,
  value: number,
  share: number,
  { round, multiplyAdd }: { round: Round; multiplyAdd: MultiplyAdd },
): number {
  const difference = round(value - average);
  return share < 0.5
    ? multiplyAdd(share, difference, average)
    : multiplyAdd(round(share - 1), difference, value);
}
