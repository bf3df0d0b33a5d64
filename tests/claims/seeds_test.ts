/** The verdicts that hang on chance are the same for 20 seeds. */
import { bf16, f32 } from "adam";
import { judge } from "adam/claims";
import { gradientNormsAtStart, layerNorm } from "adam/language_model";
import { applyUpdates, plainSum, stochastically } from "adam/low_precision";
import { randomNumbers, standardDeviation, summary } from "adam/statistics";
import { vectorPool } from "adam/vector";
import { assert, assertStrictEquals } from "@std/assert";
import claims from "data/claims.json" with { type: "json" };
import { ofSeed, ofTrainings } from "./of_documents.ts";
import { ofFormulations } from "./of_formulations.ts";
import { ofFreezing, ofSeedsThatFreeze } from "./of_freezing.ts";
import { ofFrozenBody } from "./of_frozen_bodies.ts";
import {
  ofCertainStart,
  ofMemory,
  ofStored,
  ofStoredCertain,
  ofTiedModel,
} from "./of_small_trainings.ts";
import { seeds } from "./of_trainings.ts";
import { stamp04 } from "./stamp_04.ts";
import { stepByStep } from "./step_by_step.ts";

/** A model of the same kind that takes a hundredth of the time. */
const small = {
  layers: 0,
  vocabulary: 1200,
  deadTokens: 576,
  batch: 1,
  sequenceLength: 32,
};

Deno.test("each verdict on a model or on noise is the same for 20 seeds of a small one", () => {
  for (let seed = 0; seed < 20; seed++) {
    for (const [id, decide] of Object.entries(ofSeed(seed, small))) {
      const { verdict } = claims.find((claim) => claim.id === id)!;
      assertStrictEquals(decide().verdict, verdict, `${id}, seed ${seed}`);
    }
  }
});

Deno.test("each verdict on the training of the measured model is the same for each seed", () => {
  assert(seeds >= 3);
  for (let seed = 0; seed < seeds; seed++) {
    for (const [id, decide] of Object.entries(ofTrainings(seed))) {
      const { verdict } = claims.find((claim) => claim.id === id)!;
      assertStrictEquals(decide().verdict, verdict, `${id}, seed ${seed}`);
    }
  }
});

Deno.test("each verdict of the notebook where_epsilon_stands is the same for 20 seeds", () => {
  for (let seed = 0; seed < 20; seed++) {
    assertVerdicts(ofFormulations(seed), seed);
  }
});

Deno.test("each verdict of the notebook why_so_small is the same for 20 seeds of a small model", () => {
  for (let seed = 0; seed < 20; seed++) {
    assertVerdicts(whySoSmall(seed), seed);
  }
});

Deno.test("each verdict of the notebook dead_rows_in_training is the same for 20 seeds of a small model", async () => {
  using pool = await vectorPool({ threads: 1, formulation: "torch-fused" });
  for (let seed = 0; seed < 20; seed++) {
    assertVerdicts(await ofFrozenBody(pool, seed), seed);
  }
});

Deno.test("the verdict on rounding by chance is the same for 20 sets of seeds", () => {
  for (let set = 0; set < 20; set++) assertVerdicts(roundedByChance(set), set);
});

Deno.test("each verdict on training is the same for 20 seeds of a small model", async () => {
  for (let seed = 0; seed < 20; seed++) {
    assertVerdicts(ofStored(seed), seed);
    assertVerdicts(ofStoredCertain(seed), seed);
    assertVerdicts(await ofMemory(seed), seed);
    assertVerdicts(await ofCertainStart(seed), seed);
    assertVerdicts(await ofTiedModel(seed), seed);
  }
});

Deno.test("each verdict of the notebook what_freezes_them is the same for 20 seeds, and that on a share of them for each half", () => {
  const seeds = Array.from({ length: 20 }, (_, seed) => seed);
  for (const seed of seeds) assertVerdicts(ofFreezing(seed), seed);
  assertVerdicts(ofSeedsThatFreeze(seeds.slice(0, 10)), 0);
  assertVerdicts(ofSeedsThatFreeze(seeds.slice(10)), 10);
});

Deno.test("every number that decides a claim is held for 20 seeds, or has no chance in it", async () => {
  const names = await namesOfChance();
  for (const { id, document, decides, otherwise = "" } of claims) {
    if (withoutChance.includes(id) || withoutChance.includes(document)) {
      assertStrictEquals(names.get(id), undefined, id);
      continue;
    }
    const deciding = `${decides} ${otherwise}`.match(/\b[a-zA-Z]\w*/g)!
      .filter((name) => !["and", "prints", "as"].includes(name));
    for (const name of deciding) {
      const isHeld = names.get(id)?.has(name) ?? false;
      const isFixed = withoutChance.includes(`${id} ${name}`);
      assert(isHeld !== isFixed, `${id}: ${name}`);
    }
  }
});

/** Notebooks, claims, and numbers of claims that are the same whatever the seed. */
const withoutChance = [
  ...[...Object.keys(stamp04), ...Object.keys(stepByStep)],
  ...["E01", "E02", "E03", "L01", "L03", "L04", "L05", "relatives_of_adam"],
  // Two real models are as they are.
  ...["M01 smol", "M01 mini", "M02", "M03"],
];

/** The numbers that tests of this file hold for 20 seeds, by claims. */
async function namesOfChance(): Promise<Map<string, Set<string>>> {
  using pool = await vectorPool({ threads: 1, formulation: "torch-fused" });
  const ofModels = Object.entries(ofSeed(0, small))
    .map(([id, decide]) => [id, decide().numbers] as const);
  const all = [
    ...[Object.fromEntries(ofModels), whySoSmall(0), roundedByChance(0)],
    ...[await ofFrozenBody(pool, 0), ofStored(0), ofStoredCertain(0)],
    ...[await ofMemory(0), await ofCertainStart(0), await ofTiedModel(0)],
    ...[ofFormulations(0), ofFreezing(0), ofSeedsThatFreeze([0])],
  ].flatMap((numbersById) => Object.entries(numbersById));
  const names = new Map<string, Set<string>>();
  for (const [id, numbers] of all) {
    names.set(id, new Set([...names.get(id) ?? [], ...Object.keys(numbers)]));
  }
  return names;
}

/**
 * Asserts that these numbers, of one seed, give the verdicts in the ledger; those
 * of its numbers that are not among them stay as they are.
 */
function assertVerdicts(
  numbersById: Record<string, Record<string, number>>,
  seed: number,
): void {
  for (const [id, numbers] of Object.entries(numbersById)) {
    const claim = claims.find((claim) => claim.id === id)!;
    const all = { ...claim.numbers as Record<string, number>, ...numbers };
    const { verdict } = judge(claim, all);
    assertStrictEquals(verdict, claim.verdict, `${id}, seed ${seed}`);
  }
}

/** What the notebook decides its claims by, of one seed. */
function whySoSmall(seed: number): Record<string, Record<string, number>> {
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

/** What rounding a weight by chance comes to, of 20 seeds. */
function roundedByChance(set: number): Record<string, Record<string, number>> {
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
