/**
 * `torch.optim.AdamW(fused=True)` on the CPU, in its three ways to round.
 *
 * @module
 */
import { fusedMultiplyAdd } from "../fused_multiply_add.ts";
import { f32 } from "../precision.ts";
import type { Formulation } from "./_formulation.ts";
import { lerp, torchScalars } from "./_torch.ts";

/** How the compiler put multiplications and additions together. */
interface Contraction {
  mirrors: string;
  account: { firstMoment: string; secondMoment: string };
  firstMoment(average: number, gradient: number, share: number): number;
  secondMoment(
    average: number,
    gradient: number,
    share: number,
    decay: number,
  ): number;
}

/** The kernel `FusedAdamKernel.cpp`: binary32 throughout, rounded once more when stored. */
function fusedKernel(contraction: Contraction): Formulation {
  return {
    mirrors: contraction.mirrors,
    account: {
      ...contraction.account,
      correction: "1 − β^t and its root in binary64, then rounded",
      weight: "p·(1−ηλ) + (−(η/c₁)·m) / (√v / √c₂ + ε)",
    },
    format: f32,
    storesAnyFormat: true,
    prepare(settings) {
      const { weights, moments } = settings;
      const { keep, decay, share1, share2, epsilon, corrected } = torchScalars(
        settings,
      );
      return (state, gradient) => {
        const step = state.step + 1;
        const { stepSize, rootCorrection } = corrected(step);
        const kept = f32(state.weight * keep);
        const m = contraction.firstMoment(state.firstMoment, gradient, share1);
        const v = contraction.secondMoment(
          state.secondMoment,
          gradient,
          share2,
          decay,
        );
        const root = f32(f32(Math.sqrt(v)) / rootCorrection);
        const update = f32(f32(-stepSize * m) / f32(root + epsilon));
        return {
          step,
          weight: weights(f32(kept + update)),
          firstMoment: moments(m),
          secondMoment: moments(v),
        };
      };
    },
  };
}

/** The vector body of the kernel on a CPU with FMA: all but the last n mod 8 numbers. */
export const torchFusedFma = fusedKernel({
  mirrors: "PyTorch 2.13, AdamW(fused=True), CPU with FMA",
  account: {
    firstMoment: "fma(1−β₁, g − m, m)",
    secondMoment: "fma((1−β₂)·g, g, v·β₂)",
  },
  firstMoment: (m, g, share) => lerp(m, g, share, fusedMultiplyAdd),
  secondMoment: (v, g, share, decay) =>
    fusedMultiplyAdd(f32(share * g), g, f32(v * decay)),
});

/** The rest of a tensor, n mod 8 numbers, which the compiler contracted otherwise. */
export const torchFusedTail = fusedKernel({
  mirrors: "the same, the last n mod 8 numbers of a tensor",
  account: {
    firstMoment: "fma(1−β₁, g − m, m)",
    secondMoment: "fma(v, β₂, ((1−β₂)·g)·g)",
  },
  firstMoment: (m, g, share) => lerp(m, g, share, fusedMultiplyAdd),
  secondMoment: (v, g, share, decay) =>
    fusedMultiplyAdd(v, decay, f32(f32(share * g) * g)),
});

/** The kernel on a CPU without FMA, or with `ATEN_CPU_CAPABILITY=default`. */
export const torchFused = fusedKernel({
  mirrors: "PyTorch 2.13, AdamW(fused=True), CPU without FMA",
  account: {
    firstMoment: "m + (1−β₁)·(g − m)",
    secondMoment: "v·β₂ + ((1−β₂)·g)·g",
  },
  firstMoment: (m, g, share) =>
    lerp(m, g, share, (s, d, e) => f32(f32(s * d) + e)),
  secondMoment: (v, g, share, decay) =>
    f32(f32(v * decay) + f32(f32(share * g) * g)),
});
