import { f32 } from "adam";
import { matrix } from "adam/matrix";
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
const record = () => ({
  step: 1,
  epsilon: 1e-8,
  gradient: 1e-6,
  relativeUpdate: 0.5,
});

export default {
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
        firstSequence: 1,
        every: 1,
      },
    }),
    options,
  },
  alignment: { given: () => ({ rows: matrix(2, 2, [1, 2, 3, 5]) }) },
  rowShift: { given: () => ({ displacement: matrix(2, 2, [1, 2, 3, 5]) }) },
  wakeUp: { given: () => ({ records: [record()], free: [record()] }) },
  heldGradient: { given: () => ({ records: [record()], from: 1 }) },
  meanProbability: {
    given: () => ({
      hidden: matrix(2, 2, [1, 2, 3, 5]),
      output: matrix(3, 2, [1, 2, 3, 5, 0, 1]),
      tokens: { first: 1, count: 2 },
    }),
    options: ["tokens"],
  },
} satisfies Examples;
