import { bf16 } from "adam";
import { gradientNormsAtStart, layerNorm } from "adam/language_model";
import { startOfTraining } from "adam/language_model";
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
  startSettings: settings,
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
