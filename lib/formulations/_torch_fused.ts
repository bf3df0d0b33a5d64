/**
 * `torch.optim.AdamW(fused=True)` on the CPU, in its ways to round.
 *
 * @module
 */
import {
  type FusedArithmetic,
  torchFusedStep,
  withFma,
  withoutFma,
} from "../_torch_fused_step.ts";
import { fusedMultiplyAdd, fusedMultiplyAdd64 } from "../fused_multiply_add.ts";
import { f32, f64 } from "../precision.ts";
import type { Formulation } from "./_formulation.ts";

function fusedKernel(
  mirrors: string,
  account: { firstMoment: string; secondMoment: string },
  arithmetic: FusedArithmetic,
): Formulation {
  return {
    mirrors,
    account: {
      ...account,
      correction: "1 − β^t and its root in binary64, then rounded",
      weight: "p·(1−ηλ) + (−(η/c₁)·m) / (√v / √c₂ + ε)",
    },
    format: arithmetic.round,
    defaultEpsilon: 1e-8,
    storesAnyFormat: true,
    prepare: (settings) => torchFusedStep(arithmetic, settings),
  };
}

const firstMoment = "fma(1−β₁, g − m, m), at β₁ ≤ 1/2 fma(−β₁, g − m, g)";

/** The vector body of the kernel on a CPU with FMA: all but the last n mod 8 numbers. */
export const torchFusedFma: Formulation = fusedKernel(
  "PyTorch 2.13, AdamW(fused=True), CPU with FMA",
  { firstMoment, secondMoment: "fma((1−β₂)·g, g, v·β₂)" },
  withFma,
);

/** The rest of a tensor, n mod 8 numbers, which the compiler contracted otherwise. */
export const torchFusedTail: Formulation = fusedKernel(
  "PyTorch 2.13, AdamW(fused=True), CPU with FMA, last n mod 8 numbers",
  { firstMoment, secondMoment: "fma(v, β₂, ((1−β₂)·g)·g)" },
  {
    ...withFma,
    secondMoment: (v, g, fraction, decay) =>
      fusedMultiplyAdd(v, decay, f32(f32(fraction * g) * g)),
  },
);

/** The kernel on a CPU without FMA, or with `ATEN_CPU_CAPABILITY=default`. */
export const torchFused: Formulation = fusedKernel(
  "PyTorch 2.13, AdamW(fused=True), CPU without FMA",
  {
    firstMoment: "m + (1−β₁)·(g − m), at β₁ ≤ 1/2 g − β₁·(g − m)",
    secondMoment: "v·β₂ + ((1−β₂)·g)·g",
  },
  withoutFma,
);

/** The vector body on a CPU with FMA, for tensors of binary64. */
export const torchFloat64: Formulation = fusedKernel(
  "PyTorch 2.13, AdamW(fused=True), CPU with FMA, tensors of binary64",
  { firstMoment, secondMoment: "fma((1−β₂)·g, g, v·β₂)" },
  {
    round: f64,
    multiplyAdd: fusedMultiplyAdd64,
    secondMoment: (v, g, fraction, decay) =>
      fusedMultiplyAdd64(fraction * g, g, v * decay),
  },
);
