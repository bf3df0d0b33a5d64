import { bf16, f16, ulp } from "adam";
import {
  applyUpdates,
  kahanSum,
  lowPrecisionSteps,
  parkingPoint,
  stochastically,
} from "adam/low_precision";
import { randomNumbers, standardDeviation, summary } from "adam/statistics";
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertStrictEquals,
  assertThrows,
} from "@std/assert";
import fc from "fast-check";

Deno.test("applyUpdates() gives one flat record for each update, from the rounded start", () => {
  assertEquals(applyUpdates([0.25, 2 ** -9], { weight: 0.1, weights: bf16 }), [
    { step: 1, update: 0.25, weight: 0.3496093750, compensation: 0 },
    { step: 2, update: 2 ** -9, weight: 0.3515625, compensation: 0 },
  ]);
  assertEquals(applyUpdates([]), []);
});

Deno.test("applyUpdates() stores the weights that lowPrecisionSteps() stores of the same updates", () => {
  const gradients = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }));
  fc.assert(fc.property(gradients, (given) => {
    for (const how of [{ weights: f16 }, { weights: bf16, sum: kahanSum }]) {
      const run = [...lowPrecisionSteps(given, { weight: 1, ...how })];
      const updates = run.map(({ update }) => update);
      assertEquals(
        applyUpdates(updates, { weight: 1, ...how }).map((row) => row.weight),
        run.map((row) => row.weight),
      );
    }
  }));
});

Deno.test("applyUpdates() of a constant update ends at the parking point", () => {
  const updates = Array<number>(1000).fill(-1e-3);
  const last = applyUpdates(updates, { weights: bf16 }).at(-1)!;
  assertStrictEquals(last.weight, parkingPoint(0, -1e-3, bf16));
});

Deno.test("applyUpdates() is right on average where each sum is rounded by chance, and with Kahan's sum loses half an ulp of the compensation a step", () => {
  const updates = Array<number>(1000).fill(1e-3);
  const ends = Array.from({ length: 200 }, (_, seed) => {
    const weights = stochastically(bf16, randomNumbers(seed));
    return applyUpdates(updates, { weight: 1, weights }).at(-1)!.weight;
  });
  // Three standard errors of the mean.
  const error = 3 * standardDeviation(ends) / Math.sqrt(ends.length);
  assertAlmostEquals(summary(ends).mean, 2, error);

  const inBf16 = { weight: 1, weights: bf16, sum: kahanSum };
  const run = applyUpdates(updates, inBf16);
  for (const { step, weight, compensation } of run) {
    // Each compensation, 2^-8 at most, is rounded by half an ulp of 2^-16.
    const owed = 1 + step * 1e-3 - weight - compensation;
    assert(Math.abs(owed) <= step * 2 ** -17);
    assert(Math.abs(compensation) <= ulp(1, bf16) / 2);
  }
  assert(Math.abs(run.at(-1)!.weight - 2) <= ulp(2, bf16) / 2);
});

Deno.test("applyUpdates() refuses by name what is not finite", () => {
  assertThrows(
    () => applyUpdates([0, NaN]),
    RangeError,
    "Cannot apply the updates as updates[1] must be finite: current value is NaN",
  );
  assertThrows(
    () => applyUpdates([6e4], { weight: 6e4, weights: f16 }),
    RangeError,
    "weight must be finite: current value is Infinity",
  );
});
