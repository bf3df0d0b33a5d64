/**
 * What claims about training are decided by, of small models and one seed.
 *
 * Some of them need a thousand steps, and a model that is wide enough to be
 * certain: they are stored.
 *
 * @module
 */
import { cosines, matrix, meanRow, rowNorms } from "adam/matrix";
import {
  recordsOfColumns,
  type TrainingRecord,
  trainingRun,
  type TrainingSettings,
} from "adam/training";
import wide from "data/training/certain.runs.json" with { type: "json" };
import stored from "data/training/freeze.runs.json" with { type: "json" };
import { fullStepOf, stepByStepOfTrainings } from "./of_trainings.ts";

type Settings = Partial<TrainingSettings>;
type Numbers = Record<string, number>;

const size: Settings = {
  layers: 1,
  vocabulary: 200,
  deadTokens: 100,
  batch: 2,
  sequenceLength: 32,
  storage: "f32",
};
const smallStart = { sigma: 0.02, positionSigma: 0.02 };

/** The stored trainings of a small model from the small start, a seed each. */
const [inBf16, inMixed] = ["bf16", "mixed"].map((storage) =>
  stored.filter(({ settings }) => settings.storage === storage)
    .map(({ records }) => recordsOfColumns(records))
);

/** Those of a wider one from the certain start. */
const wideRuns = wide.map(({ records }) => recordsOfColumns(records));

/** Takes some steps, and returns their records. */
async function train(
  settings: Settings,
  count: number,
): Promise<TrainingRecord[]> {
  using run = await trainingRun({ ...size, ...settings });
  return [...run.steps(count)];
}

/** What stored trainings say of the small start, by the ids of the claims. */
export function ofStored(seed: number): Record<string, Numbers> {
  const small = inMixed![seed]!;
  const fullStep = fullStepOf(stored[0]!.settings);
  const trainings = { small, certain: small, short: small, fullStep };
  const { A31, A32, A44, A45, A47, A48 } = stepByStepOfTrainings;
  const { first, later } = A45!(trainings);
  const { dead, live } = A47!(trainings);
  return {
    A31: A31!(trainings),
    A32: { small: A32!(trainings).small! },
    A44: { small: A44!(trainings).small! },
    A45: { first: first!, later: later! },
    A47: { dead: dead!, live: live! },
    A48: A48!(trainings),
    T03: { small: small.find(({ step }) => step === 1000)!.deadAlike },
    T05: {
      bf16: inBf16![seed]!.at(-1)!.deadStill,
      mixed: small.at(-1)!.deadStill,
    },
  };
}

/** What stored trainings say of the certain start. */
export function ofStoredCertain(seed: number): Record<string, Numbers> {
  const certain = wideRuns[seed]!;
  const fullStep = fullStepOf(wide[0]!.settings);
  const trainings = { certain, small: certain, short: certain, fullStep };
  const { A32, A43, A44, A47 } = stepByStepOfTrainings;
  const { certainDead, certainLive } = A47!(trainings);
  return {
    A32: { certain: A32!(trainings).certain! },
    A43: A43!(trainings),
    A44: { certain: A44!(trainings).certain! },
    A47: { certainDead: certainDead!, certainLive: certainLive! },
    T03: { certain: certain.find(({ step }) => step === 1000)!.deadAlike },
  };
}

/** What a shorter memory of v does from the small start. */
export async function ofMemory(seed: number): Promise<Record<string, Numbers>> {
  const settings = { width: 32, feedForward: 64, seed, ...smallStart };
  const small = await train(settings, 100);
  const short = await train({ ...settings, beta2: 0.95 }, 100);
  const { A33, A46 } = stepByStepOfTrainings;
  const fullStep = fullStepOf({ learningRate: 1e-3, width: settings.width });
  const trainings = { small, short, certain: small, fullStep };
  return { A33: A33!(trainings), A46: A46!(trainings) };
}

/** What the certain start does in its first steps. It doubts sooner than the measured model: step 20 stands for its step 100. */
export async function ofCertainStart(
  seed: number,
): Promise<Record<string, Numbers>> {
  const certain = { width: 64, feedForward: 128, seed, sigma: 1.25 };
  const small = { ...certain, ...smallStart };
  const full = 1e-3 * Math.sqrt(64);
  const moveAt = async (settings: Settings, step: number) =>
    (await train(settings, step)).at(-1)!.deadMoveMedian;
  const records = await train(certain, 40);
  const moves = records.map(({ deadMoveMedian }) => deadMoveMedian);
  const [wide, narrow] = [
    await moveAt({ ...certain, epsilon: 1e-4 }, 20),
    await moveAt({ ...certain, epsilon: 1e-12 }, 20),
  ];
  const decay = { weightDecay: 0.01 };
  return {
    A45: { certainFirst: moves[0]!, certainLater: Math.max(...moves.slice(1)) },
    T01: {
      wide: wide / full,
      usual: moves[19]! / full,
      narrow: narrow / full,
    },
    T02: { most: Math.max(...records.map((of) => of.deadProbability)) },
    T04: {
      certain: moves[0]!,
      certainDecayed: await moveAt({ ...certain, ...decay }, 1),
      small: await moveAt(small, 1),
      smallDecayed: await moveAt({ ...small, ...decay }, 1),
    },
  };
}

/** Where a tied model has its dead rows: how far out their centre is along the mean row. */
export async function ofTiedModel(
  seed: number,
): Promise<Record<string, Numbers>> {
  const [width, deadTokens] = [32, 30];
  using run = await trainingRun({
    ...{ ...size, ...smallStart, seed, learningRate: 3e-3 },
    ...{ width, feedForward: 64, vocabulary: 300, deadTokens },
  });
  for (const _ of run.steps(50));
  const { rows, columns, weights } = run.weights.tokens!;
  const tokens = Float64Array.from(weights);
  const dead = tokens.subarray(-deadTokens * width);
  const mean = meanRow(matrix(rows, columns, tokens));
  const centre = matrix(1, width, meanRow(matrix(deadTokens, width, dead)));
  const [out, meanNorm] = [centre, matrix(1, width, mean)]
    .map((row) => rowNorms(row)[0]!);
  return { M01: { small: out! * cosines(centre, mean)[0]! / meanNorm! } };
}
