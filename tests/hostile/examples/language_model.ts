import { bf16 } from "adam";
import { gradientNormsAtStart, initialModel } from "adam/language_model";
import { layerNorm, startOfTraining } from "adam/language_model";
import { matrix } from "adam/matrix";
import type { Examples } from "../example.ts";

const options = ["options"];
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
/** The model of some settings, without its batch. */
const modelOf = (all: ReturnType<typeof small>) => {
  const { settings, weights } = initialModel(all);
  return { settings, weights };
};
const settings = {
  given: () => ({ settings: small() }),
  options: ["settings"],
  // No settings are those of the measured model.
  takesLong: ["undefined", "{}", "record without a prototype"],
};

export default {
  layerNorm: {
    given: () => ({
      states: matrix(4, 2, [1, -2, 3, 5, 0.5, 0, 7, 1]),
      weights: { gain: Float64Array.of(1, 2), shift: Float64Array.of(0, 1) },
      epsilon: 1e-5,
    }),
  },
  rmsNorm: {
    given: () => ({
      states: matrix(4, 2, [1, -2, 3, 5, 0.5, 0, 7, 1]),
      weights: { gain: Float64Array.of(1, 2) },
      epsilon: 1e-5,
    }),
  },
  startSettings: settings,
  zipfBatch: {
    given: () => ({ settings: small(), uniform: () => 0.5 }),
    options: ["settings"],
    takesLong: settings.takesLong,
  },
  initialModel: settings,
  modelGradients: {
    given: () => ({
      model: modelOf(small()),
      batch: { inputs: [0, 1, 2], targets: [1, 2, 0] },
      options: { observe: () => {} },
    }),
    options: ["options"],
  },
  startOfTraining: settings,
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
      probability: 0.5,
      options: {
        positions: 8,
        hiddenNorm: 2,
        logitDeviation: 2,
        inputLogit: { mean: 1, deviation: 1 },
      },
    }),
    options,
  },
  predictedDeadNorms: { ...settings, takesLong: [] },
  gradientNormsRecord: {
    given: () => ({ norms: gradientNormsAtStart(small()), vocabulary: 5 }),
    spreads: "the norms of dead tokens are NaN where there are none",
  },
  startRecord: {
    ...settings,
    spreads: "the norms of dead tokens are NaN where there are none",
  },
  firstStepByGroup: {
    given: () => ({
      model: startOfTraining(small()),
      options: { learningRate: 0.1, epsilon: 1e-8, weights: bf16 },
    }),
    options,
  },
} satisfies Examples;
