/**
 * Adam as its paper writes it, in both of its forms.
 *
 * @module
 */
import { f32, f64, type Round } from "../precision.ts";
import type { Formulation, FormulationStep, Settings } from "./_formulation.ts";

/** One of the forms: what it does with the moments of a step, and how it is told. */
interface Form {
  name: string;
  correction: string;
  weight: string;
  update(
    moments: FormulationStep,
    settings: Settings & { round: Round },
  ): number;
}

/** What both forms share, with each operation rounded to the format. */
function paper(
  round: Round,
  format: string,
  { name, correction, weight, update }: Form,
): Formulation {
  return {
    mirrors: `Kingma and Ba (2015), ${name}, in ${format}`,
    account: {
      firstMoment: "β₁·m + (1−β₁)·g",
      secondMoment: "β₂·v + (1−β₂)·g²",
      correction,
      weight,
    },
    format: round,
    defaultEpsilon: 1e-8,
    storesAnyFormat: true,
    prepare(settings) {
      const { learningRate, beta1, beta2, weightDecay } = settings;
      const average = (decay: number, before: number, value: number) => {
        const kept = round(round(decay) * before);
        return settings.moments(round(kept + round(round(1 - decay) * value)));
      };
      return (state, gradient) => {
        const square = round(gradient * gradient);
        const next = {
          step: state.step + 1,
          weight: round(state.weight * round(1 - learningRate * weightDecay)),
          firstMoment: average(beta1, state.firstMoment, gradient),
          secondMoment: average(beta2, state.secondMoment, square),
        };
        const change = update(next, { ...settings, round });
        return {
          ...next,
          weight: settings.weights(round(next.weight + change)),
        };
      };
    },
  };
}

/** Algorithm 1 of the paper: $\epsilon$ is added after the correction. */
const algorithm1: Form = {
  name: "Algorithm 1",
  correction: "1 − β^t in binary64, then rounded",
  weight: "p·(1−ηλ) + (−η·(m/c₁)) / (√(v/c₂) + ε)",
  update({ step, firstMoment, secondMoment }, settings) {
    const { learningRate, beta1, beta2, epsilon, round } = settings;
    const mHat = round(firstMoment / round(1 - beta1 ** step));
    const vHat = round(secondMoment / round(1 - beta2 ** step));
    const denominator = round(round(Math.sqrt(vHat)) + round(epsilon));
    return round(round(round(-learningRate) * mHat) / denominator);
  },
};

/** The form before section 2.1: $\hat\epsilon$ is added to the root of the moment itself. */
const epsilonHat: Form = {
  name: "the form before section 2.1",
  correction: "α = η·√(1 − β₂^t) / (1 − β₁^t) in binary64, then rounded",
  weight: "p·(1−ηλ) + (−α·m) / (√v + ε)",
  update({ step, firstMoment, secondMoment }, settings) {
    const { learningRate, beta1, beta2, epsilon, round } = settings;
    const root = Math.sqrt(1 - beta2 ** step);
    const alpha = round(learningRate * root / (1 - beta1 ** step));
    const denominator = round(
      round(Math.sqrt(secondMoment)) + round(epsilon),
    );
    return round(round(-alpha * firstMoment) / denominator);
  },
};

/** Algorithm 1 in binary64: what `adamStep` computes. */
export const float64: Formulation = paper(f64, "binary64", algorithm1);
/** Algorithm 1 in binary32, each operation rounded, the corrections in binary64. */
export const float32: Formulation = paper(f32, "binary32", algorithm1);
/** The form before section 2.1, in binary64. */
export const float64EpsilonHat: Formulation = paper(
  f64,
  "binary64",
  epsilonHat,
);
/** The form before section 2.1, in binary32. */
export const float32EpsilonHat: Formulation = paper(
  f32,
  "binary32",
  epsilonHat,
);
