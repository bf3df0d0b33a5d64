/**
 * `torch.optim.AdamW(foreach=False)` on the CPU: one tensor after the other.
 *
 * @module
 */
import { fusedMultiplyAdd } from "../fused_multiply_add.ts";
import { f32 } from "../precision.ts";
import type { Formulation } from "./_formulation.ts";
import { torchScalars } from "../_torch_scalars.ts";
import { lerp } from "../_lerp.ts";

/**
 * A sequence of tensor operations, each of which stores its result: `lerp_`,
 * `mul_`, `addcmul_`, `sqrt`, `div`, `add_`, `addcdiv_`. In binary32 that is
 * the fused kernel except for the root, which is that of a vector library (MKL):
 * its last bit is not that of IEEE 754, and differs with the processor. Here it
 * is IEEE's, so moments are equal to the last bit, and updates except for the few
 * units in the last place that the root is off: of 1,024,000 updates 10 are 4
 * beside, none more.
 *
 * In a format of fewer digits `add_` rounds $\epsilon$ to it before it adds; the
 * scalars of all other operations keep their 24 digits.
 */
export const torchSingle: Formulation = {
  mirrors: "PyTorch 2.13, AdamW(foreach=False), CPU with FMA, but for √",
  account: {
    firstMoment: "fma(1−β₁, g − m, m), at β₁ ≤ 1/2 fma(−β₁, g − m, g)",
    secondMoment: "fma((1−β₂)·g, g, v·β₂)",
    correction: "1 − β^t and its root in binary64, then rounded",
    weight: "p·(1−ηλ) + (−(η/c₁)·m) / (√v / √c₂ + ε)",
  },
  format: f32,
  defaultEpsilon: 1e-8,
  storesAnyFormat: true,
  prepare(settings) {
    const { weights, moments } = settings;
    const scalars = torchScalars(f32, settings);
    const { keep, decay, oneMinusBeta1, oneMinusBeta2, corrected } = scalars;
    const epsilon = moments(scalars.epsilon);
    return (state, gradient) => {
      const step = state.step + 1;
      const { stepSize, rootCorrection } = corrected(step);
      const kept = weights(f32(state.weight * keep));
      const m = moments(
        lerp(state.firstMoment, gradient, oneMinusBeta1, {
          round: f32,
          multiplyAdd: fusedMultiplyAdd,
        }),
      );
      const decayed = moments(f32(state.secondMoment * decay));
      const v = moments(
        fusedMultiplyAdd(f32(oneMinusBeta2 * gradient), gradient, decayed),
      );
      const root = moments(f32(Math.sqrt(v)));
      const denominator = moments(
        f32(moments(f32(root / rootCorrection)) + epsilon),
      );
      const update = f32(f32(-stepSize * m) / denominator);
      return {
        step,
        weight: weights(f32(kept + update)),
        firstMoment: m,
        secondMoment: v,
      };
    };
  },
};
