import { initialModel, zipfBatch } from "adam/language_model";
import { assert, assertEquals, assertThrows } from "@std/assert";

const small = {
  layers: 0,
  width: 4,
  vocabulary: 23,
  deadTokens: 6,
  batch: 3,
  sequenceLength: 50,
};

Deno.test("zipfBatch() has for each position the token after it, and no dead one", () => {
  const { inputs, targets } = zipfBatch(small);
  assertEquals([inputs.length, targets.length], [150, 150]);
  for (const first of [0, 50, 100]) {
    const last = first + 49;
    assertEquals(inputs.slice(first + 1, last + 1), targets.slice(first, last));
  }
  assertEquals(Math.max(...inputs, ...targets), 16);
});

Deno.test("zipfBatch() of a seed is the batch of that start", () => {
  const { inputs, targets } = initialModel({ ...small, seed: 3 });
  assertEquals(zipfBatch({ ...small, seed: 3 }), { inputs, targets });
});

Deno.test("zipfBatch() draws from the source that it is given, one number for each token", () => {
  let drawn = 0;
  const zero = () => (drawn++, 0);
  assert(zipfBatch(small, zero).inputs.every((token) => token === 0));
  assertEquals(drawn, 3 * 51);
  const one = () => 1;
  assertThrows(() => zipfBatch(small, one), RangeError, "uniform");
});
