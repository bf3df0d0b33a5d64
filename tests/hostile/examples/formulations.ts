import { runFormulation } from "adam/formulations";
import { type Examples, noFunction } from "../example.ts";
import { adamOptions } from "./adam.ts";

const formulationOptions = () => {
  const { moments: _, ...rest } = adamOptions();
  return { ...rest, weight: 1, weightDecay: 0 };
};
const state = () => ({
  step: 1,
  weight: 1,
  firstMoment: 0.1,
  secondMoment: 0.1,
});

export default {
  formulationNames: noFunction,
  formulationAccount: { given: () => ({ name: "keras" }) },
  formulationStep: ["torch-fused", "torch-single", "optax-jit", "tfjs"].map(
    (name) => ({
      given: () => ({
        name,
        options: formulationOptions(),
        state: state(),
        gradient: 0.5,
      }),
      options: ["options"],
      call: (
        step: (name: unknown, options: unknown) => (
          state: unknown,
          gradient: unknown,
        ) => unknown,
        [name, options, state, gradient]: unknown[],
      ) => step(name, options)(state, gradient),
    }),
  ),
  runFormulation: ["keras", "torch-float64"].map((name) => ({
    given: () => ({
      name,
      gradients: [0.5, 1],
      options: formulationOptions(),
    }),
    options: ["options"],
  })),
  firstStep: ["keras", "torch-fused"].map((name) => {
    const { moments: _, ...settings } = adamOptions();
    return {
      given: () => ({ name, gradient: 0.5, options: { ...settings } }),
      options: ["options"],
    };
  }),
  partings: {
    given: () => ({
      reference: { name: "keras", steps: runFormulation("keras", [0.1]) },
      runs: [{ name: "tfjs", steps: runFormulation("tfjs", [0.1]) }],
    }),
    spreads: "runs may hold NaN, which is equal to itself here",
  },
  runDistances: {
    given: () => ({
      one: { name: "keras", steps: runFormulation("keras", [0.1]) },
      other: { name: "tfjs", steps: runFormulation("tfjs", [0.1]) },
      learningRate: 1e-3,
    }),
  },
  firstParting: {
    given: () => ({
      one: { name: "keras", steps: runFormulation("keras", [0.1]) },
      other: { name: "tfjs", steps: runFormulation("tfjs", [0.1]) },
    }),
    spreads: "runs may hold NaN, which is equal to itself here",
  },
} satisfies Examples;
