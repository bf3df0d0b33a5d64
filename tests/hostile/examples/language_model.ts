import { randomNumbers } from "adam";
import {
  initialAttention,
  initialWeights,
  layerNorm,
  matrix,
  startOfTraining,
  startSettings,
} from "adam/language_model";
import type { Examples } from "../example.ts";

const options = ["options"];
const uniform = () => randomNumbers(1);
const states = () => matrix(4, 2, [1, -2, 3, 5, 0.5, 0, 7, 1]);
const layer = (outputs: number, inputs: number) => ({
  weight: matrix(outputs, inputs, Array(outputs * inputs).fill(0.5)),
  bias: new Float64Array(outputs),
});
const learned = () => ({
  gain: Float64Array.of(1, 2),
  shift: Float64Array.of(0, 1),
});
const normalization = {
  given: () => ({ states: states(), weights: learned(), epsilon: 1e-5 }),
};
const small = () => ({
  seed: 1,
  sigma: 1,
  positionSigma: 1,
  tied: true,
  outputSigma: 0.1,
  layers: 1,
  width: 2,
  heads: 1,
  feedForward: 2,
  normalization: layerNorm,
  vocabulary: 5,
  deadTokens: 2,
  zipfExponent: 1,
  batch: 1,
  sequenceLength: 3,
});
const settings = {
  given: () => ({ settings: small() }),
  options: ["settings"],
  // No settings are those of the measured model.
  takesLong: ["undefined", "{}", "record without a prototype"],
};
const row = { given: () => ({ matrix: states() }) };

export default {
  matrix: {
    given: () => ({ rows: 2, columns: 2, values: [1, 2, 3, 4] }),
    spreads: "a matrix holds any numbers",
  },
  rowOf: {
    given: () => ({ matrix: states(), row: 1 }),
    spreads: "a matrix holds any numbers",
  },
  normalNumbers: { given: () => ({ uniform: uniform() }) },
  zipfTokens: {
    given: () => ({ count: 3, options: { exponent: 1, uniform: uniform() } }),
    options,
  },
  erf: { given: () => ({ x: 0.5 }) },
  gelu: { given: () => ({ x: 0.5 }) },
  linear: { given: () => ({ states: states(), weights: layer(3, 2) }) },
  layerNorm: normalization,
  rmsNorm: normalization,
  causalAttention: {
    given: () => ({
      states: states(),
      weights: initialAttention(2, uniform()),
      shape: { heads: 1, sequenceLength: 2 },
    }),
    options: ["shape"],
  },
  feedForward: {
    given: () => ({
      states: states(),
      weights: { inner: layer(3, 2), outer: layer(2, 3) },
    }),
  },
  hiddenStates: {
    given: () => ({
      sequences: [[0, 1, 2]],
      weights: initialWeights(startSettings(small()), uniform()),
      architecture: { heads: 1, normalization: layerNorm },
    }),
    options: ["architecture"],
  },
  initialEmbedding: {
    given: () => ({
      rows: 2,
      columns: 2,
      options: { sigma: 1, uniform: uniform() },
    }),
    options,
  },
  initialLinear: {
    given: () => ({ outputs: 2, inputs: 2, uniform: uniform() }),
  },
  initialAttention: { given: () => ({ width: 2, uniform: uniform() }) },
  initialNormalization: { given: () => ({ width: 2 }) },
  startSettings: settings,
  initialWeights: {
    given: () => ({ settings: small(), uniform: uniform() }),
    options: ["settings"],
  },
  logits: { given: () => ({ hidden: states(), output: matrix(3, 2) }) },
  outputGradient: {
    given: () => ({
      hidden: states(),
      output: matrix(3, 2),
      targets: [0, 1, 2, 0],
    }),
  },
  startOfTraining: settings,
  rowNorms: row,
  meanRow: row,
  cosines: { given: () => ({ rows: states(), direction: [1, 2] }) },
  summary: { given: () => ({ values: [1, 5, 3] }) },
  gradientNorms: {
    given: () => ({ start: startOfTraining(small()) }),
    spreads: "the norms of dead tokens are NaN where there are none",
  },
  gradientNormsAtStart: {
    ...settings,
    spreads: "the norms of dead tokens are NaN where there are none",
  },
  expectedInputLogit: {
    given: () => ({ options: { width: 8, sigma: 1, otherVariance: 1 } }),
    options,
  },
  layerVariance: {
    given: () => ({
      options: { layers: 1, width: 4, feedForward: 4, sequenceLength: 4 },
    }),
  },
  deadNormQuantile: {
    given: () => ({
      share: 0.5,
      options: {
        positions: 8,
        hiddenNorm: 2,
        logitDeviation: 2,
        inputLogit: { mean: 1, deviation: 1 },
      },
    }),
    options,
  },
} satisfies Examples;
