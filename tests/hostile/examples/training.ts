import { f32 } from "adam";
import { layerNorm } from "adam/language_model";
import { matrix } from "adam/matrix";
import { type observeDeadRows, trainingRun } from "adam/training";
import { vectorPool } from "adam/vector";
import type { Examples } from "../example.ts";

const pool = await vectorPool({ threads: 1 });

const options = ["options"];
const adam = () => ({
  learningRate: 0.1,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  weightDecay: 0.1,
});

const ofStart = () => ({
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

const small = () => ({
  ...ofStart(),
  learningRate: 1e-3,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  weightDecay: 0.1,
  storage: "f64" as const,
  stream: "zipf" as const,
  threads: 1,
});

using run = await trainingRun(small());
run.steps(1).next();

/** The records of two steps. */
const records = async (exported: typeof trainingRun, [settings]: unknown[]) => {
  using run = await exported(settings as Parameters<typeof trainingRun>[0]);
  return [...run.steps(2)];
};
const spreads = "NaN where there is no dead row, or none that moved";

export default {
  trainingRun: [
    {
      given: () => ({ settings: small() }),
      call: records,
      options: ["settings"],
      // No settings are those of the measured model.
      takesLong: ["undefined", "{}", "record without a prototype"],
      spreads,
    },
    {
      // In f32 numbers overflow sooner.
      given: () => ({ settings: { sigma: 1, learningRate: 1e-3 } }),
      call: (exported: typeof trainingRun, [settings]: unknown[]) =>
        records(exported, [{
          ...small(),
          storage: "f32",
          ...(settings as object),
        }]),
      options: ["settings"],
      spreads,
    },
    {
      given: () => ({ settings: { stream: [0, 1, 2, 1, 0] } }),
      call: (exported: typeof trainingRun, [settings]: unknown[]) =>
        records(exported, [{ ...small(), ...(settings as object) }]),
      options: ["settings"],
      spreads,
    },
    {
      given: () => ({ settings: { from: run.save(), threads: 1 } }),
      call: records,
      options: ["settings"],
      takesLong: ["undefined", "{}", "record without a prototype"],
      spreads,
    },
  ],
  textTokens: { given: () => ({ text: { tokens: "AAABAAIA" } }) },
  trainingSettings: {
    given: () => ({ settings: small() }),
    options: ["settings"],
  },
  observeDeadRows: {
    given: () => ({ run, before: { lastChange: [1, 0], ulps: [3, 0] } }),
    options: ["before"],
    call: (exported: typeof observeDeadRows, [given, before]: unknown[]) =>
      exported(given as typeof run, before as undefined).census(),
  },
  deadRowUpdates: { given: () => ({ run }) },
  recordsOfColumns: {
    given: () => ({ columns: { step: [1, 2], loss: [3, null] } }),
    spreads: "NaN where JSON has null",
  },
  medianRecords: {
    given: () => ({ runs: [[{ step: 1, loss: 2 }], [{ step: 1, loss: 3 }]] }),
    spreads: "NaN where one of the records has it",
  },
  parameterGroups: {
    given: () => ({
      values: {
        learningRate: [0.1],
        beta1: [0.5],
        beta2: [0.9],
        epsilon: [1e-4, 1e-8],
        weightDecay: [0.1],
      },
    }),
    options: ["values"],
  },
  frozenBody: {
    given: () => ({ batches: 2, settings: ofStart() }),
    options: ["settings"],
    // No settings are those of the measured model.
    takesLong: ["undefined", "{}", "record without a prototype"],
  },
  frozenBodyRun: {
    given: () => ({
      pool,
      body: { hidden: matrix(2, 2, [1, 2, 3, -4]), targets: [0, 1] },
      options: {
        output: matrix(6, 2, [1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3]),
        steps: 2,
        adam: adam(),
        groups: { one: { ...adam(), moments: f32 } },
        rowsPerGroup: 2,
        sequenceLength: 1,
        every: 1,
      },
    }),
    options,
  },
  alignment: { given: () => ({ rows: matrix(2, 2, [1, 2, 3, 5]) }) },
  rowShift: { given: () => ({ displacement: matrix(2, 2, [1, 2, 3, 5]) }) },
  meanProbability: {
    given: () => ({
      hidden: matrix(2, 2, [1, 2, 3, 5]),
      output: matrix(3, 2, [1, 2, 3, 5, 0, 1]),
      tokens: { first: 1, count: 2 },
    }),
    options: ["tokens"],
  },
} satisfies Examples;
