import { adafactor, lion } from "adam/family";
import type { Example, Examples } from "../example.ts";

/** A rule with a state that lacks nothing, and all its settings. */
function rule(remembered: object, settings: object): Example {
  return {
    given: () => ({
      state: { step: 1, weight: 0.5, ...structuredClone(remembered) },
      gradient: 0.25,
      options: structuredClone(settings),
    }),
    options: ["options"],
  };
}

const moments = { firstMoment: 0.1, secondMoment: 0.1 };
const adam = {
  learningRate: 0.1,
  beta1: 0.9,
  beta2: 0.99,
  epsilon: 1e-8,
  weightDecay: 0.1,
};

export default {
  sgd: rule({ velocity: 0.1 }, {
    learningRate: 0.1,
    momentum: 0.9,
    dampening: 0.1,
    weightDecay: 0.1,
  }),
  nesterov: rule({ velocity: 0.1 }, {
    learningRate: 0.1,
    momentum: 0.9,
    weightDecay: 0.1,
  }),
  rmsprop: rule({ secondMoment: 0.1 }, {
    learningRate: 0.1,
    decay: 0.9,
    epsilon: 1e-8,
    weightDecay: 0.1,
  }),
  adamw: rule(moments, adam),
  amsgrad: rule({ ...moments, largestSecondMoment: 0.2 }, adam),
  nadam: rule({ ...moments, momentumProduct: 0.9 }, {
    ...adam,
    momentumDecay: 0.004,
  }),
  radam: rule({ ...moments, rectification: 0 }, adam),
  adamax: rule({ firstMoment: 0.1, infinityNorm: 0.1 }, adam),
  lion: rule({ firstMoment: 0.1 }, {
    learningRate: 0.1,
    beta1: 0.9,
    beta2: 0.99,
    weightDecay: 0.1,
  }),
  adafactor: {
    given: () => ({
      state: {
        step: 1,
        weight: [[1, 2], [3, 4]],
        rowMoment: [0.1, 0.2],
        columnMoment: [0.1, 0.2],
      },
      gradient: [[1, -2], [3, -6]],
      options: {
        learningRate: 0.1,
        beta2Decay: -0.8,
        epsilon1: 1e-16,
        epsilon2: 1e-3,
        clippingThreshold: 1,
        weightDecay: 0.1,
      },
    }),
    options: ["options"],
  },
  steps: {
    given: () => ({
      rule: lion,
      gradients: [1, 2],
      options: { weight: 1, learningRate: 0.1 },
    }),
    options: ["options"],
  },
  relativeSteps: {
    given: () => ({
      rule: lion,
      gradients: [1, 2],
      options: { weight: 1, learningRate: 0.1 },
    }),
    options: ["options"],
  },
  ofOneWeight: {
    given: () => ({
      rule: adafactor,
      settings: { epsilon2: 1 },
      state: { step: 1, weight: 1, rowMoment: [0.1], columnMoment: [0.1] },
      gradient: 0.5,
      options: { learningRate: 0.1 },
    }),
    options: ["options", "settings"],
    call: (
      of: (rule: unknown, settings: unknown) => (
        ...given: unknown[]
      ) => unknown,
      [rule, settings, ...given]: unknown[],
    ) => of(rule, settings)(...given),
  },
  fadingGradients: {
    given: () => ({
      first: 1,
      options: { halfLife: 10, constantSteps: 2, least: 0.1 },
    }),
    options: ["options"],
  },
} satisfies Examples;
