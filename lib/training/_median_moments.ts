/**
 * How large the moments of an Adam over arrays are.
 *
 * @module
 */
import { biasCorrection } from "../bias_correction.ts";
import { summary } from "../statistics/summary.ts";
import type { VectorAdam } from "../vector/vector_adam.ts";

/** The medians of $|\hat m|$ and $\sqrt{\hat v}$, after a step. */
export function medianMoments({
  firstMoment,
  secondMoment,
  settings: { beta1, beta2 },
  stepsTaken,
}: VectorAdam): { firstMoment: number; rootSecondMoment: number } {
  const [first, second] = [beta1, beta2]
    .map((decay) => biasCorrection(decay, stepsTaken)) as [number, number];
  const sizes = inBinary32(firstMoment).map((m) => Math.abs(m / first));
  const roots = inBinary32(secondMoment).map((v) => Math.sqrt(v / second));
  return {
    firstMoment: summary(sizes).median,
    rootSecondMoment: summary(roots).median,
  };
}

/** Moments in bfloat16 are the upper halves of binary32. */
function inBinary32(moments: Float32Array | Uint16Array): Float64Array {
  if (moments instanceof Float32Array) return Float64Array.from(moments);
  const bits = Uint32Array.from(moments, (half) => half << 16);
  return Float64Array.from(new Float32Array(bits.buffer));
}
