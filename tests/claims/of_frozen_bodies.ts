/**
 * What the notebook dead_rows_in_training decides its claims by, of a small
 * model and one seed.
 *
 * @module
 */
import { bf16 } from "adam";
import { summary } from "adam/statistics";
import {
  alignment,
  frozenBody,
  frozenBodyRun,
  parameterGroups,
  rowShift,
} from "adam/training";
import type { VectorAdamOptions, VectorPool } from "adam/vector";

/** A model of the same kind whose output matrix has a fortieth of the numbers. */
const small = {
  layers: 1,
  width: 32,
  feedForward: 64,
  vocabulary: 400,
  deadTokens: 210,
  batch: 8,
  sequenceLength: 32,
  tied: false,
  sigma: 1.5,
};
const adam = { learningRate: 1e-2, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };
const full = adam.learningRate * Math.sqrt(small.width);
const descent = { beta1: 0, epsilon: 1e3, learningRate: 1e3 };
const steps = { uniform: 128, certain: 224, mean: 16 };
const late = 160;

const usual = "ε = 1e-8";
const tiny = "ε = 1e-12";
const brief = "β₂ = 0.95";
const ofCertain = parameterGroups({
  epsilon: [1e-4, 1e-6, 1e-8, 1e-10, 1e-12],
});
const quick = parameterGroups({ learningRate: [10 * adam.learningRate] });
const [quickName] = Object.keys(quick);
const groups = {
  uniform: {
    ...parameterGroups({ epsilon: [1e-8, 1e-12], beta2: [0.95] }),
    briefTiny: { epsilon: 1e-12, beta2: 0.95 },
    bf16: { moments: bf16 },
    ...quick,
  },
  certain: { ...ofCertain, ...quick },
};

type Run = ReturnType<typeof frozenBodyRun>;
const recordsOf = ({ records }: Run, name: string) =>
  records.filter(({ group }) => group === name);
const firstOf = (run: Run, name: string) => recordsOf(run, name)[0]!;
const endOf = (run: Run, name: string) => recordsOf(run, name).at(-1)!;

/** The numbers, by the ids of the claims. */
export async function ofFrozenBody(
  pool: VectorPool,
  seed: number,
): Promise<Record<string, Record<string, number>>> {
  const batches = steps.certain / small.batch;
  const body = await frozenBody(batches, { ...small, seed });
  const { weights: { output, tokens } } = body;
  const { sequenceLength } = small;
  const common = { rowsPerGroup: 30, sequenceLength, every: 32, adam };
  const u = frozenBodyRun(pool, body, {
    ...common,
    ...{ output, groups: groups.uniform, steps: steps.uniform },
  });
  const c = frozenBodyRun(pool, body, {
    ...common,
    ...{ output: tokens, groups: groups.certain, steps: steps.certain },
  });
  const shiftOf = (adam: VectorAdamOptions) => {
    const options = { output, sequenceLength, steps: steps.mean, adam };
    const { ungrouped } = frozenBodyRun(pool, body, options);
    return rowShift(ungrouped.displacement).ratio;
  };
  const likeness = ({ groups }: Run, of: "after" | "displacement") =>
    alignment(groups[usual]![of]);
  const tenTimes = (run: Run) =>
    endOf(run, quickName!).distance / endOf(run, usual).distance;
  const ratios = Object.keys(ofCertain).map((name) => ratioOf(c, name));
  return {
    D01: {
      stepUniform: firstOf(u, usual).distance / full,
      stepCertain: firstOf(c, usual).distance / full,
    },
    D02: {
      rowsUniform: likeness(u, "after"),
      rowsCertain: likeness(c, "after"),
      wayUniform: likeness(u, "displacement"),
      wayCertain: likeness(c, "displacement"),
    },
    D03: { byAdam: shiftOf(adam), bySgd: shiftOf(descent) },
    D04: {
      single: endOf(u, usual).distance,
      without: endOf(u, tiny).distance,
      root: endOf(u, usual).rootSecondMoment,
      brief: endOf(u, brief).distance,
      briefWithout: endOf(u, "briefTiny").distance,
    },
    D05: { least: Math.min(...ratios), most: Math.max(...ratios) },
    D06: { further: tenTimes(u), furtherHeld: tenTimes(c) },
    D07: { lost: 1 - endOf(u, "bf16").distance / endOf(u, usual).distance },
  };
}

/** The typical gradient of a group over its ε, late in the run. */
function ratioOf(run: Run, name: string): number {
  const last = recordsOf(run, name).filter(({ step }) => step >= late);
  return summary(
    last.map(({ gradientMedian, epsilon }) => gradientMedian / epsilon),
  ).median;
}
