/** The verdicts that hang on chance are the same for 20 seeds. */
import { f32 } from "adam";
import { judge } from "adam/claims";
import { gradientNormsAtStart, layerNorm } from "adam/language_model";
import { assert, assertStrictEquals } from "@std/assert";
import claims from "data/claims.json" with { type: "json" };
import { ofSeed, ofTrainings } from "./of_documents.ts";
import { seeds } from "./of_trainings.ts";

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

Deno.test("each verdict of the notebook why_so_small is the same for 20 seeds of a small model", () => {
  for (let seed = 0; seed < 20; seed++) {
    for (const [id, numbers] of Object.entries(whySoSmall(seed))) {
      const claim = claims.find((claim) => claim.id === id)!;
      const { verdict } = judge(claim, numbers);
      assertStrictEquals(verdict, claim.verdict, `${id}, seed ${seed}`);
    }
  }
});

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
