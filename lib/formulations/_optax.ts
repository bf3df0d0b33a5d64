/**
 * `optax.adamw` on the CPU, as written and as XLA compiles it.
 *
 * @module
 */
import {
  correctionInBinary32,
  flushed,
  flushedMultiplyAdd,
} from "./_flushed.ts";
import type { Account, Formulation } from "./_formulation.ts";

/** $a \cdot b + c$, in one way to round it. */
type MultiplyAdd = (a: number, b: number, c: number) => number;

function optax(
  { mirrors, account, multiplyAdd, square }: {
    mirrors: string;
    account: Omit<Account, "correction">;
    multiplyAdd: MultiplyAdd;
    /** The new second moment. */
    square(
      average: number,
      gradient: number,
      share: number,
      decay: number,
    ): number;
  },
): Formulation {
  return {
    mirrors,
    account: {
      ...account,
      correction: "ĉ = 1 / (1 − β^t), all in binary32",
    },
    format: flushed,
    defaultEpsilon: 1e-8,
    storesAnyFormat: false,
    prepare({ learningRate, beta1, beta2, epsilon, weightDecay }) {
      const [decay1, decay2] = [flushed(beta1), flushed(beta2)];
      const [share1, share2] = [flushed(1 - beta1), flushed(1 - beta2)];
      return (state, given) => {
        const step = state.step + 1;
        const gradient = flushed(given);
        const firstMoment = multiplyAdd(
          share1,
          gradient,
          flushed(decay1 * state.firstMoment),
        );
        const secondMoment = square(
          state.secondMoment,
          gradient,
          share2,
          decay2,
        );
        const mHat = flushed(firstMoment * reciprocal(decay1, step));
        const vHat = flushed(secondMoment * reciprocal(decay2, step));
        const denominator = flushed(
          flushed(Math.sqrt(vHat)) + flushed(epsilon),
        );
        const change = multiplyAdd(
          flushed(weightDecay),
          state.weight,
          flushed(mHat / denominator),
        );
        const weight = multiplyAdd(
          flushed(-learningRate),
          change,
          state.weight,
        );
        return { step, weight, firstMoment, secondMoment };
      };
    },
  };
}

/** $1 / (1 - \beta^t)$, which XLA multiplies by instead of dividing. */
function reciprocal(decay: number, step: number): number {
  return flushed(1 / correctionInBinary32(decay, step));
}

/** Operation by operation. */
export const optaxEager: Formulation = optax({
  mirrors: "Optax 0.2.8, adamw, CPU, not compiled",
  account: {
    firstMoment: "(1−β₁)·g + β₁·m",
    secondMoment: "(1−β₂)·g² + β₂·v",
    weight: "p + (−η)·((m·ĉ₁) / (√(v·ĉ₂) + ε) + λp)",
  },
  multiplyAdd: (a, b, c) => flushed(flushed(a * b) + c),
  square: (average, gradient, share, decay) =>
    flushed(
      flushed(share * flushed(gradient * gradient)) +
        flushed(decay * average),
    ),
});

/**
 * Compiled by `jax.jit`: XLA fuses multiplications with the additions behind
 * them, and where both factors are 1/2 takes that out of the sum first.
 */
export const optaxJit: Formulation = optax({
  mirrors: "Optax 0.2.8, adamw, CPU with FMA, compiled by jax.jit",
  account: {
    firstMoment: "fma(1−β₁, g, β₁·m)",
    secondMoment: "fma(1−β₂, g², β₂·v), at β₂ = 1/2 fma(g, g, v)/2",
    weight: "fma(−η, fma(λ, p, (m·ĉ₁) / (√(v·ĉ₂) + ε)), p)",
  },
  multiplyAdd: flushedMultiplyAdd,
  square: (average, gradient, share, decay) =>
    share === decay
      ? flushed(share * flushedMultiplyAdd(gradient, gradient, average))
      : flushedMultiplyAdd(
        share,
        flushed(gradient * gradient),
        flushed(decay * average),
      ),
});
