import { assert, assertEquals } from "@std/assert";
import stored from "data/formulation_distances.json" with { type: "json" };
import { distances, updateDistances } from "./distances.ts";

const measured = distances();

Deno.test("data/formulation_distances.json is what is measured", () => {
  assertEquals(measured, stored as typeof measured);
});

Deno.test("every formulation but torch-single is 0 ulps from what it mirrors, in weights and both moments", () => {
  for (const { formulation, implementation, ...row } of measured) {
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
  const { update } = measured.find((row) => row.update !== undefined)!;
  assert(update! <= 8);
});

Deno.test("of 1,024,000 updates of torch-single 10 are 4 ulps from PyTorch's, and none is farther: its root is not IEEE's", () => {
  const counts = updateDistances();
  const all = [...counts.values()].reduce((sum, count) => sum + count);
  const most = Math.max(...counts.keys());
  assertEquals([all, most, counts.get(4)], [1_024_000, 4, 10]);
});
