/**
 * The numbers that decide claims on what hangs on chance, of a seed and of small
 * models: those that take long, of which `data/claims_of_seeds.json` has 20 seeds.
 *
 * @module
 */
import { bf16, f32 } from "adam";
import { gradientNormsAtStart, layerNorm } from "adam/language_model";
import { applyUpdates, plainSum, stochastically } from "adam/low_precision";
import { randomNumbers, standardDeviation, summary } from "adam/statistics";
import { vectorPool } from "adam/vector";
import { ofSeed } from "./of_documents.ts";
import { ofFrozenBody } from "./of_frozen_bodies.ts";
import { ofCertainStart, ofMemory, ofTiedModel } from "./of_small_trainings.ts";

/** Numbers by the ids of the claims that they decide. */
export type NumbersById = Record<string, Record<string, number>>;

/** The numbers of a seed, by what they are of. */
export const ofSeeds: Record<
  string,
  (seed: number) => NumbersById | Promise<NumbersById>
> = {
  "the start of a model, and noise": ofDocuments,
  "the notebook why_so_small": whySoSmall,
  "the notebook dead_rows_in_training": deadRowsInTraining,
  "rounding by chance": roundedByChance,
  "training with a shorter memory of v": ofMemory,
  "training from the certain start": ofCertainStart,
  "training a tied model": ofTiedModel,
};

/** A model of the same kind that takes a hundredth of the time. */
const small = {
  layers: 0,
  vocabulary: 1200,
  deadTokens: 576,
  batch: 1,
  sequenceLength: 32,
};

function ofDocuments(seed: number): NumbersById {
  return Object.fromEntries(
    Object.entries(ofSeed(seed, small))
      .map(([id, decide]) => [id, { ...decide().numbers }]),
  );
}

/** What the notebook decides its claims by. */
function whySoSmall(seed: number): NumbersById {
  const norms = (settings: Parameters<typeof gradientNormsAtStart>[0]) =>
    gradientNormsAtStart({ ...small, seed, ...settings });
  const tied = norms({});
  const { mean, median } = tied.dead;
  const without = norms({
    normalization: (states, weights) => layerNorm(states, weights, 0),
  });
  return {
    W01: { cancelled: tied.meanHiddenNorm / tied.normOfMeanHidden },
    W02: { none: tied.dead.norms.filter((norm) => f32(norm) === 0).length },
    W03: { changed: without.dead.mean / mean },
    W04: { mean, median },
    W05: {
      tied: median,
      untied: norms({ tied: false }).dead.median,
      small: norms({ sigma: 0.01 }).dead.median,
    },
  };
}

async function deadRowsInTraining(seed: number): Promise<NumbersById> {
  using pool = await vectorPool({ threads: 1, formulation: "torch-fused" });
  return await ofFrozenBody(pool, seed);
}

/** What rounding a weight by chance comes to, of 20 seeds. */
function roundedByChance(set: number): NumbersById {
  const updates = Array<number>(1000).fill(1e-3);
  const ends = Array.from({ length: 20 }, (_, i) => {
    const weights = stochastically(bf16, randomNumbers(20 * set + i));
    const options = { weight: 1, weights, sum: plainSum };
    return applyUpdates(updates, options).at(-1)!.weight;
  });
  return {
    L02: { mean: summary(ends).mean, spread: standardDeviation(ends) },
  };
}
