import { adamStep, bf16, f16, f32, f64, start } from "adam";
import { largestDecay, storedDecay, towardZero } from "adam/low_precision";
import { assertStrictEquals, assertThrows } from "@std/assert";

Deno.test("largestDecay() is the number before 1", () => {
  assertStrictEquals(largestDecay(bf16), 0.99609375);
  assertStrictEquals(largestDecay(f16), 0.99951171875);
  assertStrictEquals(largestDecay(f32), 1 - 2 ** -24);
  assertStrictEquals(largestDecay(f64), 1 - 2 ** -53);
});

Deno.test("storedDecay() refuses from a quarter of an ulp below 1 on", () => {
  for (const round of [bf16, f16, f32]) {
    const lost = (1 + largestDecay(round)) / 2;
    assertStrictEquals(
      storedDecay(lost - 2 ** -53, round),
      largestDecay(round),
    );
    assertThrows(() => storedDecay(lost, round), RangeError);
  }
});

Deno.test("storedDecay() of 0.999: lost in bf16, another one in f16 and f32", () => {
  assertThrows(
    () => storedDecay(0.999, bf16),
    RangeError,
    "Cannot store the decay as it must stay below 1 in the format: " +
      "0.999 rounds to 1, and the largest decay below is 0.99609375",
  );
  assertStrictEquals(storedDecay(0.999, f16), 0.9990234375);
  assertStrictEquals(storedDecay(0.999, f32), 0.9990000128746033);
});

Deno.test("storedDecay() with digits cut off is always a decay that Adam takes", () => {
  for (const round of [bf16, f16, f32]) {
    const beta2 = storedDecay(1 - 2 ** -53, towardZero(round));
    assertStrictEquals(beta2, largestDecay(round));
    assertStrictEquals(adamStep(start, 1, { beta2 }).secondMoment, 1 - beta2);
  }
});

Deno.test("storedDecay() refuses what is no decay before it rounds", () => {
  for (const decay of [1, -0.1, NaN]) {
    assertThrows(() => storedDecay(decay, f64), RangeError, "in [0, 1)");
  }
});
