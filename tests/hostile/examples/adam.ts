import { bf16, f64 } from "adam";
import { matrix } from "adam/matrix";
import { type Examples, noFunction } from "../example.ts";

const numbers = "a format and an fma have IEEE 754's NaN and infinities";
const rounding = { given: () => ({ x: 0.1 }), spreads: numbers };
const multiplying = {
  given: () => ({ a: 0.5, b: 0.25, c: 2 }),
  spreads: numbers,
};

/** All settings of Adam. */
export const adamOptions = () => ({
  learningRate: 0.1,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  moments: f64,
  accept: Number.isFinite,
});

const options = ["options"];

export default {
  f64: rounding,
  f32: rounding,
  f16: rounding,
  bf16: rounding,
  ulp: { given: () => ({ x: 0.1, round: bf16 }) },
  ulpDistance: { given: () => ({ a: 0.1, b: 0.2, round: bf16 }) },
  absorbs: { given: () => ({ weight: 1, update: 0.1, round: bf16 }) },
  fusedMultiplyAdd: multiplying,
  fusedMultiplyAdd64: multiplying,
  movingAverage: {
    given: () => ({
      average: 1,
      value: 2,
      options: { decay: 0.9, round: bf16, accept: Number.isFinite },
    }),
    options,
  },
  halfLife: { given: () => ({ decay: 0.9 }) },
  biasCorrection: { given: () => ({ decay: 0.9, step: 3 }) },
  biasCorrections: {
    given: () => ({ step: 3, options: adamOptions() }),
    options,
  },
  stepsToSettle: { given: () => ({ decay: 0.9, tolerance: 0.01 }) },
  start: noFunction,
  adamStep: {
    given: () => ({
      state: { step: 1, firstMoment: 0.1, secondMoment: 0.01 },
      gradient: 0.5,
      options: adamOptions(),
    }),
    options,
  },
  adamSteps: {
    given: () => ({ gradients: [0.5, 1], options: adamOptions() }),
    options,
  },
  adamPath: {
    given: () => ({ gradients: [0.5, 1], options: adamOptions() }),
    options,
  },
  applyUpdate: { given: () => ({ weight: 1, update: -0.1, round: bf16 }) },
  firstUpdate: {
    given: () => ({ gradient: 0.5, options: adamOptions() }),
    options,
  },
  updateMultiplier: {
    given: () => ({ gradient: 0.5, options: adamOptions() }),
    options,
  },
  secondStepWeights: {
    given: () => ({ options: adamOptions() }),
    options,
  },
  softmax: { given: () => ({ logits: [1, 2, 3] }) },
  rowGradient: {
    given: () => ({
      probability: 0.25,
      hidden: [1, 2],
      options: { isTarget: true },
    }),
    options,
  },
  outputGradient: {
    given: () => ({
      hidden: matrix(4, 2, [1, -2, 3, 5, 0.5, 0, 7, 1]),
      output: matrix(3, 2),
      targets: [0, 1, 2, 0],
    }),
  },
  uniformRowGradientNorm: { given: () => ({ vocabulary: 4, hiddenNorm: 2 }) },
} satisfies Examples;
