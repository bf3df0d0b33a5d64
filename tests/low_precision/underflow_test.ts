import { adamStep, adamSteps, bf16, f16, f32, f64, start, ulp } from "adam";
import { largestLost, largestUnseenGradient } from "adam/low_precision";
import { assert, assertStrictEquals, assertThrows } from "@std/assert";

Deno.test("largestLost() is stored as zero, and nothing larger is", () => {
  for (const round of [bf16, f16, f32]) {
    const lost = largestLost(round);
    assertStrictEquals(round(lost), 0);
    assertStrictEquals(round(lost * (1 + 2 ** -52)), 2 * lost);
  }
});

Deno.test("largestLost() is 2^-134, 2^-25, 2^-150, and nothing in f64", () => {
  assertStrictEquals(largestLost(bf16), 2 ** -134);
  assertStrictEquals(largestLost(f16), 2 ** -25);
  assertStrictEquals(largestLost(f32), 2 ** -150);
  assertStrictEquals(largestLost(f64), 0);
});

Deno.test("an epsilon of 1e-8 is lost in f16 alone", () => {
  assert(1e-8 <= largestLost(f16));
  assert(1e-8 > largestLost(bf16) && 1e-8 > largestLost(f32));
});

Deno.test("largestUnseenGradient() leaves v at zero, and the next double does not", () => {
  for (const moments of [bf16, f16, f32]) {
    for (const beta2 of [0, 0.5, 0.9, 0.95, 0.99, 0.999, 0.9999]) {
      const options = { moments, beta2 };
      const unseen = largestUnseenGradient(options);
      const next = unseen + ulp(unseen, f64);
      assertStrictEquals(adamStep(start, unseen, options).secondMoment, 0);
      assertStrictEquals(
        adamStep(start, -next, options).secondMoment,
        ulp(0, moments),
      );
    }
  }
});

Deno.test("largestUnseenGradient() is not seen by v however long it comes, but by m", () => {
  const unseen = largestUnseenGradient({ moments: f16 });
  const run = [...adamSteps(Array(2000).fill(unseen), { moments: f16 })];
  const { firstMoment, secondMoment, update } = run.at(-1)!;
  assertStrictEquals(secondMoment, 0);
  assert(firstMoment > 0.99 * unseen);
  // What is left of the step is -eta m / epsilon, here 545 instead of 1e-3.
  assert(Math.abs(update) > 500);
});

Deno.test("largestUnseenGradient() is close to the root of what is lost over 1 - beta2", () => {
  const options = { moments: f32, beta2: 0.999 };
  // The square of the result and the quotient below are each half an ulp off.
  const exact = Math.sqrt(2 ** -150 / (1 - 0.999));
  const off = Math.abs(largestUnseenGradient(options) - exact);
  assert(off <= 4 * ulp(exact, f64));
});

Deno.test("largestUnseenGradient() refuses settings out of range", () => {
  assertThrows(() => largestUnseenGradient({ beta2: 1 }), RangeError, "beta2");
});

Deno.test("largestUnseenGradient() in binary64 is the last one before the square, or its share, underflows", () => {
  for (const beta2 of [0, 0.5, 0.999, 1 - 2 ** -53]) {
    const unseen = largestUnseenGradient({ beta2 });
    const next = unseen + ulp(unseen, f64);
    assertStrictEquals(adamStep(start, unseen, { beta2 }).secondMoment, 0);
    assert(adamStep(start, next, { beta2 }).secondMoment > 0);
  }
  // 1 - 0.999 is rounded up, so its share of k 2^-1074 is 0 up to k = 499, and
  // g^2 rounds to that below 499.5.
  const exact = Math.sqrt(499.5) * 2 ** -537;
  assert(Math.abs(largestUnseenGradient() - exact) <= ulp(exact, f64));
});

Deno.test("largestUnseenGradient() is found for a format of whole numbers, and none for one that stores all as zero", () => {
  const whole = (x: number) => x <= 0.5 ? 0 : Math.round(x);
  const options = { beta2: 0.5, moments: whole };
  assertStrictEquals(largestUnseenGradient(options), 1);
  assertThrows(
    () => largestUnseenGradient({ moments: () => 0 }),
    RangeError,
    "Cannot find the gradient as moments(Infinity) must be above 0: current value is 0",
  );
  assertThrows(
    () => largestUnseenGradient({ moments: () => 1 }),
    RangeError,
    "as moments(0) must be 0: current value is 1",
  );
});
