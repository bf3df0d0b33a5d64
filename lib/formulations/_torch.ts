/**
 * What PyTorch's ways to compute Adam on the CPU share.
 *
 * @module
 */
import { f32 } from "../precision.ts";
import type { Settings } from "./_formulation.ts";

/** The scalars: computed with Python's floats, binary64, then rounded to binary32. */
export function torchScalars(settings: Settings) {
  const { learningRate, beta1, beta2, epsilon, weightDecay } = settings;
  return {
    keep: f32(1 - learningRate * weightDecay),
    decay: f32(beta2),
    share1: f32(1 - beta1),
    share2: f32(1 - beta2),
    epsilon: f32(epsilon),
    /** The learning rate over the first correction, and the root of the second. */
    corrected(step: number) {
      const stepSize = learningRate / (1 - beta1 ** step);
      const rootCorrection = Math.sqrt(1 - beta2 ** step);
      return { stepSize: f32(stepSize), rootCorrection: f32(rootCorrection) };
    },
  };
}

/**
 * `torch.lerp`: $a + s \cdot (x - a)$, computed from the nearer end.
 *
 * @param multiplyAdd How $s \cdot d + e$ is rounded
 */
export function lerp(
  average: number,
  value: number,
  share: number,
  multiplyAdd: (s: number, d: number, e: number) => number,
): number {
  const difference = f32(value - average);
  return share < 0.5
    ? multiplyAdd(share, difference, average)
    : multiplyAdd(f32(share - 1), difference, value);
}
