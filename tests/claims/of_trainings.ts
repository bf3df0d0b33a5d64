/**
 * The claims of the second document about training, by the numbers of the stored
 * trainings that decide them.
 *
 * @module
 */
import {
  medianRecords,
  recordsOfColumns,
  type TrainingRecord,
} from "adam/training";
import runs from "data/training/dead_rows.runs.json" with { type: "json" };

type Row = TrainingRecord;
type Records = readonly Row[];
type Column = keyof Row;

/** The trainings in f32 that decide: from both starts, and with a shorter memory of v. */
export interface Trainings {
  certain: Records;
  small: Records;
  short: Records;
  /** What {@linkcode fullStepOf} says of them. */
  fullStep: number;
}

const wanted = {
  certain: { sigma: 1 },
  small: { sigma: 0.02 },
  short: { sigma: 0.02, beta2: 0.95 },
};

/** How many seeds there are of each. */
export const seeds: number = recordsOf(wanted.certain).length;

/** The trainings of one seed; of none the medians of all. */
export function trainings(seed?: number): Trainings {
  const pick = (settings: object) =>
    seed === undefined
      ? medianRecords(recordsOf(settings))
      : recordsOf(settings)[seed]!;
  return {
    certain: pick(wanted.certain),
    small: pick(wanted.small),
    short: pick(wanted.short),
    fullStep: fullStepOf(runs[0]!.settings),
  };
}

/** How far a row goes if each of its numbers moves by the learning rate, η √d. */
export function fullStepOf(
  { learningRate, width }: { learningRate: number; width: number },
): number {
  return learningRate * Math.sqrt(width);
}

function recordsOf(settings: object) {
  const usual = { epsilon: 1e-8, beta2: 0.999, weightDecay: 0, tied: true };
  const all = { ...usual, storage: "f32", stream: "zipf", ...settings };
  return runs.filter(({ settings }) =>
    Object.entries(all).every(([name, value]) =>
      settings[name as "storage"] === value
    )
  ).map(({ records }) => recordsOfColumns(records));
}

/** Their numbers by the ids of the claims. */
export const stepByStepOfTrainings: Record<
  string,
  (trainings: Trainings) => Record<string, number>
> = {
  // They keep moving relatively fast.
  A31: ({ small }) => {
    const pace = (step: number) =>
      at(small, step).deadMoveMedian / at(small, step).liveMoveMean;
    return { early: pace(10), late: pace(1000) };
  },

  // Until the gradients themselves shrink.
  A32: ({ small, certain }) => ({
    small: fadedWhenSlow(small),
    certain: fadedWhenSlow(certain),
  }),

  // Not Adam clamping down.
  A33: withShorterMemory,

  // Fewer confident mistakes.
  A43: ({ certain }) => {
    const [first, last] = [at(certain, 1), at(certain, 1000)];
    const doubt = certain.find((row) => row.ownTokenProbability < 0.5)!;
    return {
      step: doubt.step,
      ownAtFirst: first.ownTokenProbability,
      ownThen: doubt.ownTokenProbability,
      ownAtEnd: last.ownTokenProbability,
      rise: doubt.deadGradientMean / first.deadGradientMean,
      late: doubt.deadGradientMean / last.deadGradientMean,
    };
  },

  // The gradient fading.
  A44: ({ small, certain }) => {
    const fade = (records: Records) =>
      largest(records, "deadGradientMedian") /
      at(records, 1000).deadGradientMedian;
    return { small: fade(small), certain: fade(certain) };
  },

  // The Big Bang.
  A45: ({ small, certain }) => ({
    first: at(small, 1).deadMoveMedian,
    later: largest(small.slice(1), "deadMoveMedian"),
    certainFirst: at(certain, 1).deadMoveMedian,
    certainLater: largest(certain.slice(1), "deadMoveMedian"),
  }),

  // Cools as Adam accumulates statistics.
  A46: withShorterMemory,

  // The first of the four phases.
  A47: ({ small, certain, fullStep }) => ({
    dead: at(small, 1).deadMoveMedian / fullStep,
    live: at(small, 1).liveMoveMean / fullStep,
    certainDead: at(certain, 1).deadMoveMedian / fullStep,
    certainLive: at(certain, 1).liveMoveMean / fullStep,
  }),

  // The last of them.
  A48: ({ small, fullStep }) => ({
    dead: at(small, 100).deadMoveMedian / fullStep,
    live: at(small, 100).liveMoveMean / fullStep,
  }),
};

/** How much farther dead rows move at step 100 if v forgets sooner, and how much smaller their gradients are. */
function withShorterMemory({ small, short }: Trainings) {
  const [long, brief] = [at(small, 100), at(short, 100)];
  return {
    farther: brief.deadMoveMedian / long.deadMoveMedian,
    smaller: long.deadGradientMedian / brief.deadGradientMedian,
  };
}

/** The gradient, in units of its largest, where the move has fallen to a quarter of its largest. */
function fadedWhenSlow(records: Records): number {
  const most = largest(records, "deadMoveMedian");
  const from = records.findIndex(({ deadMoveMedian }) =>
    deadMoveMedian === most
  );
  const slow = records.slice(from).find(({ deadMoveMedian }) =>
    deadMoveMedian < most / 4
  )!;
  return slow.deadGradientMedian / largest(records, "deadGradientMedian");
}

function at(records: Records, step: number): Row {
  return records.find((record) => record.step === step)!;
}

function largest(records: Records, column: Column): number {
  return Math.max(...records.map((record) => record[column]));
}
