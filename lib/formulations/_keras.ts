/**
 * Adam of TensorFlow and Keras 3.
 *
 * @module
 */
import { correctionInBinary32, flushed } from "./_flushed.ts";
import type { Formulation } from "./_formulation.ts";

/**
 * The form before section 2.1 of the paper: $\epsilon$, by default $10^{-7}$
 * there, is added to the root of a moment that is not corrected. All is
 * binary32, $\beta^t$ too, so $1 - \beta_2^t$ starts 1.3e-5 of itself too small.
 */
export const keras: Formulation = {
  mirrors: "Keras 3.15, AdamW, on TensorFlow 2.21 and on JAX 0.10, CPU",
  account: {
    firstMoment: "m + (g − m)·(1−β₁)",
    secondMoment: "v + (g² − v)·(1−β₂)",
    correction: "α = η·√(1 − β₂^t) / (1 − β₁^t), all in binary32",
    weight: "p − (p·λ)·η − (m·α) / (√v + ε)",
  },
  format: flushed,
  defaultEpsilon: 1e-7,
  storesAnyFormat: false,
  prepare({ learningRate, beta1, beta2, epsilon, weightDecay }) {
    const rate = flushed(learningRate);
    const average = (before: number, value: number, decay: number) =>
      flushed(before + flushed(flushed(value - before) * flushed(1 - decay)));
    return (state, given) => {
      const step = state.step + 1;
      const gradient = flushed(given);
      const decayed = flushed(
        flushed(state.weight * flushed(weightDecay)) * rate,
      );
      const kept = flushed(state.weight - decayed);
      const firstMoment = average(state.firstMoment, gradient, beta1);
      const secondMoment = average(
        state.secondMoment,
        flushed(gradient * gradient),
        beta2,
      );
      const root = flushed(Math.sqrt(correctionInBinary32(beta2, step)));
      const alpha = flushed(
        flushed(rate * root) / correctionInBinary32(beta1, step),
      );
      const denominator = flushed(
        flushed(Math.sqrt(secondMoment)) + flushed(epsilon),
      );
      const update = flushed(flushed(firstMoment * alpha) / denominator);
      const weight = flushed(kept - update);
      return { step, weight, firstMoment, secondMoment };
    };
  },
};
