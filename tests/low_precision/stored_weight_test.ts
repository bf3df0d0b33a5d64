import { bf16, f16, f32, f64, ulp } from "adam";
import { randomNumbers } from "adam/statistics";
import { kahanSum, plainSum, stochastically } from "adam/low_precision";
import {
  assert,
  assertEquals,
  assertStrictEquals,
  assertThrows,
} from "@std/assert";
import fc from "fast-check";

const start = { weight: 1, compensation: 0 };

/** A thousand updates of a thousandth. */
function thousand(sum: typeof plainSum, round = bf16) {
  let stored = start;
  for (let i = 0; i < 1000; i++) stored = sum(stored, 0.001, round);
  return stored;
}

Deno.test("plainSum() rounds the sum and owes nothing", () => {
  const stored = { weight: 1, compensation: 0.25 };
  assertEquals(plainSum(stored, 0.01, bf16), {
    weight: 1.0078125,
    compensation: 0,
  });
});

Deno.test("1 + 1000 * 0.001 in bf16: 1 if rounded, near 2 by chance, 2 with what is owed", () => {
  assertStrictEquals(thousand(plainSum).weight, 1);
  const { weight, compensation } = thousand(kahanSum);
  assertStrictEquals(weight, 2);
  assert(Math.abs(compensation) <= ulp(2, bf16) / 2);
  // A draw between neighbours 2^-7 apart has a deviation of at most half of
  // that, a thousand of them have 0.12. Measured: 0.084, and a mean of 2.0097.
  const ends = Array.from(
    { length: 200 },
    (_, seed) =>
      thousand(plainSum, stochastically(bf16, randomNumbers(seed))).weight,
  );
  const mean = ends.reduce((sum, end) => sum + end) / ends.length;
  const spread = Math.sqrt(
    ends.reduce((sum, end) => sum + (end - 2) ** 2, 0) / ends.length,
  );
  assert(spread < 0.12);
  assert(Math.abs(mean - 2) < 3 * spread / Math.sqrt(ends.length));
});

Deno.test("kahanSum() follows the exact sum to the rounding of what is owed", () => {
  const update = fc.tuple(
    fc.double({ min: 1, max: 2, noNaN: true }),
    fc.integer({ min: -16, max: -6 }),
    fc.constantFrom(-1, 1),
  ).map(([digits, exponent, sign]) => sign * digits * 2 ** exponent);
  fc.assert(
    fc.property(
      fc.array(update, { minLength: 1, maxLength: 200 }),
      fc.constantFrom(bf16, f16, f32),
      (updates, round) => {
        let [stored, exact, room] = [{ weight: 1, compensation: 0 }, 1, 0];
        for (const update of updates) {
          stored = kahanSum(stored, update, round);
          exact += update;
          // Half an ulp of what is owed, and the rounding of both binary64 sums.
          room += ulp(stored.compensation, round) / 2 + 2 ** -50;
          const off = Math.abs(stored.weight + stored.compensation - exact);
          assert(off <= room);
          // All but half an ulp of the weight has been paid.
          const owed = Math.abs(stored.compensation);
          assert(owed <= ulp(stored.weight, round) / 2);
        }
      },
    ),
    { seed: 1, numRuns: 500 },
  );
});

Deno.test("kahanSum() in binary64 is Kahan's summation: 1 + 10^6 * 1e-16 is kept", () => {
  let [plain, kahan] = [start, start];
  for (let i = 0; i < 1e6; i++) {
    plain = plainSum(plain, 1e-16, f64);
    kahan = kahanSum(kahan, 1e-16, f64);
  }
  assertStrictEquals(plain.weight, 1);
  // Half an ulp, 2^-53, for the weight; each compensation is rounded by less
  // than 2^-107, a million of them by less than 2^-87.
  assert(Math.abs(kahan.weight - 1 - 1e-10) <= 2 ** -53 + 2 ** -87);
});

Deno.test("both sums leave what they are given as it was, and keep weights that fit", () => {
  for (const sum of [plainSum, kahanSum]) {
    const stored = Object.freeze({ weight: 0.5, compensation: 0 });
    assertEquals(sum(stored, 0, bf16), { weight: 0.5, compensation: 0 });
    assertEquals(sum(stored, 0.25, bf16), { weight: 0.75, compensation: 0 });
  }
});

Deno.test("kahanSum() pays an update that changes its mind before the weight moves", () => {
  const up = kahanSum(start, 2 ** -9, bf16);
  assertEquals(up, { weight: 1, compensation: 2 ** -9 });
  assertEquals(kahanSum(up, -(2 ** -9), bf16), start);
});

Deno.test("plainSum() and kahanSum() refuse a stored weight that is text", () => {
  for (const sum of [plainSum, kahanSum]) {
    const text = { weight: "1", compensation: 0 } as never;
    assertThrows(() => sum(text, 0.1, f64), TypeError, "stored.weight");
    assertThrows(() => sum(null as never, 0.1, f64), TypeError, "stored");
  }
});
