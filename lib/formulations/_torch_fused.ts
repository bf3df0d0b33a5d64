/**
 * `torch.optim.AdamW(fused=True)` on the CPU, in its ways to round.
 *
 * @module
 */
import { fusedMultiplyAdd, fusedMultiplyAdd64 } from "../fused_multiply_add.ts";
import { f32, f64, type Round } from "../precision.ts";
import type { Formulation } from "./_formulation.ts";
import { torchScalars } from "../_torch_scalars.ts";
import { lerp, type MultiplyAdd } from "./_lerp.ts";

/** How the compiler put multiplications and additions together. */
interface Contraction {
  mirrors: string;
  account: { firstMoment: string; secondMoment: string };
  /** The arithmetic: binary32, or binary64 for tensors of that type. */
  round: Round;
  /** How $a \cdot b + c$ is rounded in the first moment. */
  multiplyAdd: MultiplyAdd;
  secondMoment(
    average: number,
    gradient: number,
    fraction: number,
    decay: number,
  ): number;
}

/** The kernel `FusedAdamKernel.cpp`: all in one arithmetic, rounded once more when stored. */
function fusedKernel(contraction: Contraction): Formulation {
  const { mirrors, account, round, secondMoment } = contraction;
  return {
    mirrors,
    account: {
      ...account,
      correction: "1 − β^t and its root in binary64, then rounded",
      weight: "p·(1−ηλ) + (−(η/c₁)·m) / (√v / √c₂ + ε)",
    },
    format: round,
    defaultEpsilon: 1e-8,
    storesAnyFormat: true,
    prepare(settings) {
      const { weights, moments } = settings;
      const { keep, decay, oneMinusBeta1, oneMinusBeta2, epsilon, corrected } =
        torchScalars(
          round,
          settings,
        );
      return (state, gradient) => {
        const step = state.step + 1;
        const { stepSize, rootCorrection } = corrected(step);
        const kept = round(state.weight * keep);
        const m = lerp(state.firstMoment, gradient, oneMinusBeta1, contraction);
        const v = secondMoment(
          state.secondMoment,
          gradient,
          oneMinusBeta2,
          decay,
        );
        const root = round(round(Math.sqrt(v)) / rootCorrection);
        const update = round(round(-stepSize * m) / round(root + epsilon));
        return {
          step,
          weight: weights(round(kept + update)),
          firstMoment: moments(m),
          secondMoment: moments(v),
        };
      };
    },
  };
}

/** The vector body of the kernel on a CPU with FMA: all but the last n mod 8 numbers. */
export const torchFusedFma: Formulation = fusedKernel({
  mirrors: "PyTorch 2.13, AdamW(fused=True), CPU with FMA",
  account: {
    firstMoment: "fma(1−β₁, g − m, m), at β₁ ≤ 1/2 fma(−β₁, g − m, g)",
    secondMoment: "fma((1−β₂)·g, g, v·β₂)",
  },
  round: f32,
  multiplyAdd: fusedMultiplyAdd,
  secondMoment: (v, g, fraction, decay) =>
    fusedMultiplyAdd(f32(fraction * g), g, f32(v * decay)),
});

/** The rest of a tensor, n mod 8 numbers, which the compiler contracted otherwise. */
export const torchFusedTail: Formulation = fusedKernel({
  mirrors:
    "PyTorch 2.13, AdamW(fused=True), CPU with FMA, last n mod 8 numbers",
  account: {
    firstMoment: "fma(1−β₁, g − m, m), at β₁ ≤ 1/2 fma(−β₁, g − m, g)",
    secondMoment: "fma(v, β₂, ((1−β₂)·g)·g)",
  },
  round: f32,
  multiplyAdd: fusedMultiplyAdd,
  secondMoment: (v, g, fraction, decay) =>
    fusedMultiplyAdd(v, decay, f32(f32(fraction * g) * g)),
});

/** The kernel on a CPU without FMA, or with `ATEN_CPU_CAPABILITY=default`. */
export const torchFused: Formulation = fusedKernel({
  mirrors: "PyTorch 2.13, AdamW(fused=True), CPU without FMA",
  account: {
    firstMoment: "m + (1−β₁)·(g − m), at β₁ ≤ 1/2 g − β₁·(g − m)",
    secondMoment: "v·β₂ + ((1−β₂)·g)·g",
  },
  round: f32,
  multiplyAdd: (a, b, c) => f32(f32(a * b) + c),
  secondMoment: (v, g, fraction, decay) =>
    f32(f32(v * decay) + f32(f32(fraction * g) * g)),
});

/** The vector body on a CPU with FMA, for tensors of binary64. */
export const torchFloat64: Formulation = fusedKernel({
  mirrors: "PyTorch 2.13, AdamW(fused=True), CPU with FMA, tensors of binary64",
  account: {
    firstMoment: "fma(1−β₁, g − m, m), at β₁ ≤ 1/2 fma(−β₁, g − m, g)",
    secondMoment: "fma((1−β₂)·g, g, v·β₂)",
  },
  round: f64,
  multiplyAdd: fusedMultiplyAdd64,
  secondMoment: (v, g, fraction, decay) =>
    fusedMultiplyAdd64(fraction * g, g, v * decay),
});
