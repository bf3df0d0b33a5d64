/**
 * Adam as its paper writes it, in both of its forms.
 *
 * @module
 */
import { f32, f64, type Round } from "../precision.ts";
import type { Formulation, FormulationStep, Settings } from "./_formulation.ts";

/** What both forms share: the moments, with each operation rounded to the format. */
function moments(round: Round, { beta1, beta2, moments }: Settings) {
  const average = (decay: number, before: number, value: number) =>
    moments(
      round(
        round(round(decay) * before) + round(round(1 - decay) * value),
      ),
    );
  return (state: FormulationStep, gradient: number) => ({
    step: state.step + 1,
    firstMoment: average(beta1, state.firstMoment, gradient),
    secondMoment: average(
      beta2,
      state.secondMoment,
      round(gradient * gradient),
    ),
  });
}

const accountOfMoments = {
  firstMoment: "β₁·m + (1−β₁)·g",
  secondMoment: "β₂·v + (1−β₂)·g²",
};

/** Algorithm 1 of the paper: $\epsilon$ is added after the correction. */
function algorithm1(round: Round, name: string): Formulation {
  return {
    mirrors: `Kingma and Ba (2015), Algorithm 1, in ${name}`,
    account: {
      ...accountOfMoments,
      correction: "1 − β^t in binary64, then rounded",
      weight: "p·(1−ηλ) + (−η·(m/c₁)) / (√(v/c₂) + ε)",
    },
    format: round,
    defaultEpsilon: 1e-8,
    storesAnyFormat: true,
    prepare(settings) {
      const { learningRate, beta1, beta2, epsilon, weightDecay } = settings;
      const next = moments(round, settings);
      return (state, gradient) => {
        const { step, firstMoment, secondMoment } = next(state, gradient);
        const kept = round(
          state.weight * round(1 - learningRate * weightDecay),
        );
        const mHat = round(firstMoment / round(1 - beta1 ** step));
        const vHat = round(secondMoment / round(1 - beta2 ** step));
        const denominator = round(round(Math.sqrt(vHat)) + round(epsilon));
        const update = round(round(round(-learningRate) * mHat) / denominator);
        const weight = settings.weights(round(kept + update));
        return { step, weight, firstMoment, secondMoment };
      };
    },
  };
}

/** The form before section 2.1: $\hat\epsilon$ is added to the root of the moment itself. */
function epsilonHat(round: Round, name: string): Formulation {
  return {
    mirrors: `Kingma and Ba (2015), the form before section 2.1, in ${name}`,
    account: {
      ...accountOfMoments,
      correction: "α = η·√(1 − β₂^t) / (1 − β₁^t) in binary64, then rounded",
      weight: "p·(1−ηλ) + (−α·m) / (√v + ε)",
    },
    format: round,
    defaultEpsilon: 1e-8,
    storesAnyFormat: true,
    prepare(settings) {
      const { learningRate, beta1, beta2, epsilon, weightDecay } = settings;
      const next = moments(round, settings);
      return (state, gradient) => {
        const { step, firstMoment, secondMoment } = next(state, gradient);
        const kept = round(
          state.weight * round(1 - learningRate * weightDecay),
        );
        const alpha = round(
          learningRate * Math.sqrt(1 - beta2 ** step) / (1 - beta1 ** step),
        );
        const denominator = round(
          round(Math.sqrt(secondMoment)) + round(epsilon),
        );
        const update = round(round(-alpha * firstMoment) / denominator);
        const weight = settings.weights(round(kept + update));
        return { step, weight, firstMoment, secondMoment };
      };
    },
  };
}

/** Algorithm 1 in binary64: what `adamStep` computes. */
export const float64: Formulation = algorithm1(f64, "binary64");
/** Algorithm 1 in binary32, each operation rounded, the corrections in binary64. */
export const float32: Formulation = algorithm1(f32, "binary32");
/** The form before section 2.1, in binary64. */
export const float64EpsilonHat: Formulation = epsilonHat(f64, "binary64");
/** The form before section 2.1, in binary32. */
export const float32EpsilonHat: Formulation = epsilonHat(f32, "binary32");
