import { assert, assertEquals, assertStrictEquals } from "@std/assert";
import stored from "data/formulation_distances.json" with { type: "json" };
import {
  digest,
  gradientsAt,
} from "../../tools/reference/formulations/sequences.ts";
import {
  bitsOfRun,
  type Distance,
  distances,
  updateDistances,
} from "./distances.ts";
import { exactReferences, quantities, single } from "./references.ts";

for (const reference of exactReferences) {
  const { formulation, source, gradients, runs } = reference;
  Deno.test(`${source} was given the gradients that the tests give`, () => {
    gradients.forEach((theirs, i) =>
      assertStrictEquals(digest(gradientsAt(i + 1, "defaults")), theirs)
    );
  });

  for (const run of runs) {
    Deno.test(`runFormulation("${formulation}") has every bit of ${source}: ${run.name}`, () => {
      const here = bitsOfRun(reference, run);
      for (const quantity of quantities) {
        assertEquals(here[quantity].sample, run[quantity].sample);
        assertEquals(here[quantity].digests, run[quantity].digests);
      }
    });
  }
}

for (const run of single.runs) {
  Deno.test(`runFormulation("torch-single") has the moments of ${single.source}: ${run.name}`, () => {
    const here = bitsOfRun(single, run);
    for (const quantity of ["firstMoment", "secondMoment"] as const) {
      assertEquals(here[quantity].sample, run[quantity].sample);
      assertEquals(here[quantity].digests, run[quantity].digests);
    }
  });
}

Deno.test("data/formulation_distances.json is what is measured", () => {
  assertEquals(distances(), stored as Distance[]);
});

Deno.test("every formulation but torch-single is 0 ulps from what it mirrors, in weights and both moments", () => {
  for (const { formulation, implementation, ...row } of distances()) {
    const weight = formulation === "torch-single" ? 0 : row.weight;
    const all = [weight, row.firstMoment, row.secondMoment];
    assertEquals(all, [0, 0, 0], implementation);
  }
});

Deno.test("an update of torch-single is at most 8 ulps from PyTorch's", () => {
  // PyTorch's root is at most one ulp beside ours: 2^-23 of itself. On the way
  // from the root to the update there is a quotient, a sum and a quotient; the
  // roundings of each, 2^-24 here and 2^-24 there, may part the two further.
  // Four times 2^-23 are at most 8 ulps.
  const { update } = distances().find((row) => row.update !== undefined)!;
  assert(update! <= 8);
});

Deno.test("of 1,024,000 updates of torch-single 10 are 4 ulps from PyTorch's, and none is farther: its root is not IEEE's", () => {
  const counts = updateDistances();
  const all = [...counts.values()].reduce((sum, count) => sum + count);
  const most = Math.max(...counts.keys());
  assertEquals([all, most, counts.get(4)], [1_024_000, 4, 10]);
});
