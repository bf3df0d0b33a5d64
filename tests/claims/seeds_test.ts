/**
 * The verdicts that hang on chance are the same for 20 seeds. What takes long is
 * stored; of that, two seeds are computed here, and all with `ADAM_SEEDS=all`.
 */
import { judge } from "adam/claims";
import { vectorPool } from "adam/vector";
import { assert, assertEquals, assertStrictEquals } from "@std/assert";
import claims from "data/claims.json" with { type: "json" };
import stored from "data/claims_of_seeds.json" with { type: "json" };
import { granted } from "../granted.ts";
import { ofTrainings } from "./of_documents.ts";
import { ofFormulations } from "./of_formulations.ts";
import { ofFreezing, ofSeedsThatFreeze } from "./of_freezing.ts";
import { type NumbersById, ofSeeds } from "./of_seeds.ts";
import { ofStored, ofStoredCertain } from "./of_small_trainings.ts";
import { seeds } from "./of_trainings.ts";
import { stamp04 } from "./stamp_04.ts";
import { stepByStep } from "./step_by_step.ts";

const numbersOf: Record<string, NumbersById[]> = stored.numbers;

const every = Array.from({ length: 20 }, (_, seed) => seed);
const computed = granted("env") && Deno.env.has("ADAM_SEEDS") ? every : [0, 13];

Deno.test("the numbers of 20 seeds are stored of all that hangs on chance and takes long", () => {
  assertEquals(Object.keys(numbersOf), Object.keys(ofSeeds));
  for (const [what, bySeed] of Object.entries(numbersOf)) {
    assertStrictEquals(bySeed.length, 20, what);
    const texts = bySeed.map((numbersById) => JSON.stringify(numbersById));
    assertStrictEquals(new Set(texts).size, 20, what);
  }
});

for (const [what, bySeed] of Object.entries(numbersOf)) {
  Deno.test(`each verdict on ${what} is the same for 20 seeds`, () => {
    bySeed.forEach((numbersById, seed) => assertVerdicts(numbersById, seed));
  });

  Deno.test(`the stored numbers on ${what} are those that are computed`, async () => {
    using pool = await vectorPool({ threads: 1 });
    for (const seed of computed) {
      const numbersById = await ofSeeds[what]!(seed);
      assertVerdicts(numbersById, seed);
      // A processor that rounds a multiply-add twice trains other models.
      if (pool.kernels === stored.kernels) {
        assertEquals(numbersById, bySeed[seed], `seed ${seed}`);
      }
    }
  });
}

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
  for (const seed of every) assertVerdicts(ofFormulations(seed), seed);
});

Deno.test("each verdict on stored trainings of a small model is the same for 20 seeds", () => {
  for (const seed of every) {
    assertVerdicts(ofStored(seed), seed);
    assertVerdicts(ofStoredCertain(seed), seed);
  }
});

Deno.test("each verdict of the notebook what_freezes_them is the same for 20 seeds, and that on a share of them for each half", () => {
  for (const seed of every) assertVerdicts(ofFreezing(seed), seed);
  assertVerdicts(ofSeedsThatFreeze(every.slice(0, 10)), 0);
  assertVerdicts(ofSeedsThatFreeze(every.slice(10)), 10);
});

Deno.test("every number that decides a claim is held for 20 seeds, or has no chance in it", () => {
  const names = namesOfChance();
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
function namesOfChance(): Map<string, Set<string>> {
  const names = new Map<string, Set<string>>();
  const all = [
    ...Object.values(numbersOf).map(([ofSeed0]) => ofSeed0!),
    ...[ofStored(0), ofStoredCertain(0), ofFormulations(0), ofFreezing(0)],
    ofSeedsThatFreeze([0]),
  ].flatMap((numbersById) => Object.entries(numbersById));
  for (const [id, numbers] of all) {
    names.set(id, new Set([...names.get(id) ?? [], ...Object.keys(numbers)]));
  }
  return names;
}

/**
 * Asserts that these numbers, of one seed, give the verdicts in the ledger; those
 * of its numbers that are not among them stay as they are.
 */
function assertVerdicts(numbersById: NumbersById, seed: number): void {
  for (const [id, numbers] of Object.entries(numbersById)) {
    const claim = claims.find((claim) => claim.id === id)!;
    const all = { ...claim.numbers as Record<string, number>, ...numbers };
    const { verdict } = judge(claim, all);
    assertStrictEquals(verdict, claim.verdict, `${id}, seed ${seed}`);
  }
}
