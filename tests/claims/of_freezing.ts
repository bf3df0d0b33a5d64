/**
 * What the notebook what_freezes_them decides its claims by, of one seed, and
 * of several where it is about a share of them.
 *
 * @module
 */
import { summary } from "adam/statistics";
import runs from "data/training/what_stops.summary.json" with { type: "json" };

type Run = typeof runs[number];
type NumbersById = Record<string, Record<string, number>>;

const [small, usual] = [3e-4, 1e-3];
const [brief, long] = [0.95, 0.999];

/** The numbers of one seed, by the ids of the claims. */
export function ofFreezing(seed: number): NumbersById {
  const own = runs.filter((run) => run.seed === seed);
  const stillIn = (storage: string) =>
    Math.max(
      ...own.filter((run) => run.storage === storage)
        .map(({ deadStill }) => deadStill),
    );
  const different = (beta2: number) =>
    inBf16(seed, small, beta2).distinctDeadRows;
  const factors = own.filter(isFrozen).map((plain) => {
    const decayed = inBf16(seed, plain.learningRate, plain.beta2, 0.1);
    const later = decayed.lastChangeMedian / plain.lastChangeMedian;
    return Math.max(later, 1 / later);
  });
  return {
    F01: { bf16: stillIn("bf16"), mixed: stillIn("mixed") },
    F03: {
      usualBrief: whenOf(seed, usual, brief),
      usualLong: whenOf(seed, usual, long),
      smallBrief: whenOf(seed, small, brief),
      smallLong: whenOf(seed, small, long),
    },
    F04: { factor: summary(factors).median },
    F05: { brief: different(brief), long: different(long) },
  };
}

/** The share of these seeds with which a smaller learning rate freezes dead rows sooner. */
export function ofSeedsThatFreeze(seeds: readonly number[]): NumbersById {
  const shareWith = (beta2: number) =>
    seeds.filter((seed) =>
      whenOf(seed, small, beta2) < whenOf(seed, usual, beta2)
    ).length / seeds.length;
  return { F02: { brief: shareWith(brief), long: shareWith(long) } };
}

/** The last change of the median dead row. */
function whenOf(seed: number, rate: number, beta2: number): number {
  return inBf16(seed, rate, beta2).lastChangeMedian;
}

function inBf16(
  seed: number,
  rate: number,
  beta2: number,
  weightDecay = 0,
): Run {
  return runs.find((run) =>
    run.storage === "bf16" && run.seed === seed && run.learningRate === rate &&
    run.beta2 === beta2 && run.weightDecay === weightDecay
  )!;
}

/** Whether half of the dead rows did not change in the last fifth of the steps, in bf16 without decay. */
function isFrozen(run: Run): boolean {
  return run.storage === "bf16" && run.weightDecay === 0 &&
    run.lastChangeMedian <= 0.8 * run.steps;
}
