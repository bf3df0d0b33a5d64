/**
 * The step of AdamW on all weights at once, in binary32.
 *
 * @module
 */
import type { AdamwScalars, Operations } from "./_operations.ts";

const { fround, sqrt } = Math;

/**
 * A step as PyTorch's fused kernel takes it on a CPU without FMA, each operation
 * rounded to binary32: the formulation `torch-fused` of `adam/formulations`.
 * What is stored is rounded once more by the caller, if the format is bfloat16.
 */
export function adamw(
  { weights, gradients, firstMoments, secondMoments }: Parameters<
    Operations["adamw"]
  >[0],
  { keep, decay, stepSize, rootCorrection, ...rest }: AdamwScalars,
): void {
  const { oneMinusBeta1, oneMinusBeta2, epsilon } = rest;
  const isNear = oneMinusBeta1 < 0.5;
  const restOfBeta1 = fround(oneMinusBeta1 - 1);
  for (let i = 0; i < weights.length; i++) {
    const g = gradients[i]!;
    const difference = fround(g - firstMoments[i]!);
    const m = isNear
      ? fround(firstMoments[i]! + fround(oneMinusBeta1 * difference))
      : fround(g + fround(restOfBeta1 * difference));
    const v = fround(
      fround(secondMoments[i]! * decay) + fround(fround(oneMinusBeta2 * g) * g),
    );
    firstMoments[i] = m;
    secondMoments[i] = v;
    const kept = fround(weights[i]! * keep);
    const root = fround(fround(fround(sqrt(v)) / rootCorrection) + epsilon);
    weights[i] = m === 0
      ? kept
      : fround(kept + fround(fround(-stepSize * m) / root));
  }
}
