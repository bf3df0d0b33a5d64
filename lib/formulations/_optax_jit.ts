/**
 * `optax.adamw` on the CPU as XLA compiles it.
 *
 * @module
 */
import { f32 } from "../precision.ts";
import { flushed, flushedMultiplyAdd } from "./_flushed.ts";
import type { Formulation } from "./_formulation.ts";
import {
  type Average,
  divided,
  optax,
  roundedTwice,
  stored,
} from "./_optax.ts";

/** Half a sum; XLA corrects the sum, and has taken the half into the correction. */
function halfOf(sum: number): Average {
  return {
    moment: flushed(sum / 2),
    corrected: (by) => flushed(sum * (by / 2)),
  };
}

/**
 * XLA fuses multiplications with the additions behind them, and where both
 * factors are 1/2 takes that out of the sum. Where $\epsilon$ is zero it
 * multiplies by an inverse root instead of dividing by a root. The processor
 * approximates that, one to another a little differently, and XLA refines it by
 * one step of Newton's; here it is the nearest number, so that such an update
 * may be some units in the last place beside.
 */
const compiled = {
  first: (m: number, g: number, fraction: number, decay: number) =>
    fraction === decay
      ? halfOf(flushed(g + m))
      : stored(flushedMultiplyAdd(fraction, g, flushed(decay * m))),
  second: (v: number, g: number, fraction: number, decay: number) =>
    fraction === decay ? halfOf(flushedMultiplyAdd(g, g, v)) : stored(
      flushedMultiplyAdd(fraction, flushed(g * g), flushed(decay * v)),
    ),
  quotient: (mHat: number, vHat: number, epsilon: number) =>
    f32(epsilon) === 0
      ? flushed(mHat * flushed(1 / Math.sqrt(vHat)))
      : divided(mHat, vHat, epsilon),
  decayed: flushedMultiplyAdd,
};

const compiledAccount = {
  firstMoment: "fma(1−β₁, g, β₁·m), at β₁ = 1/2 (g + m)/2",
  secondMoment: "fma(1−β₂, g², β₂·v), at β₂ = 1/2 fma(g, g, v)/2",
  correction: "ĉ = 1 / (1 − β^t), all in binary32",
};

/** The whole step compiled by `jax.jit`. */
export const optaxJit: Formulation = optax({
  ...compiled,
  mirrors:
    "Optax 0.2.8, adamw, JAX 0.10.2, CPU with FMA, update and apply_updates in one jax.jit",
  account: {
    ...compiledAccount,
    weight:
      "fma(−η, fma(λ, p, (m·ĉ₁) / (√(v·ĉ₂) + ε)), p), at ε = 0 (m·ĉ₁)·(1/√(v·ĉ₂))",
  },
  applied: flushedMultiplyAdd,
});

/** The update compiled by `jax.jit`, and `apply_updates` called outside of it. */
export const optaxJitUpdate: Formulation = optax({
  ...compiled,
  mirrors:
    "Optax 0.2.8, adamw, JAX 0.10.2, CPU with FMA, update in jax.jit, apply_updates outside",
  account: {
    ...compiledAccount,
    weight:
      "p + (−η)·fma(λ, p, (m·ĉ₁) / (√(v·ĉ₂) + ε)), at ε = 0 (m·ĉ₁)·(1/√(v·ĉ₂))",
  },
  applied: roundedTwice,
});
