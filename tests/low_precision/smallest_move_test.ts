import { absorbs, bf16, f32, f64 } from "adam";
import { smallestMove } from "adam/low_precision";
import {
  assert,
  assertEquals,
  assertStrictEquals,
  assertThrows,
} from "@std/assert";
import fc from "fast-check";
import { finiteNumber, formats } from "../formats.ts";

for (const [name, format] of Object.entries(formats)) {
  const { round, value, infinity } = format;

  Deno.test(`smallestMove() tells what a weight in ${name} absorbs`, () => {
    fc.assert(
      fc.property(
        finiteNumber(format),
        fc.constantFrom(-1, 1),
        // With at most 25 bits more than the spacing, every sum is exact.
        fc.integer({ min: 1, max: 2 ** 25 }),
        (weight, direction, part) => {
          const { size, included } = smallestMove(weight, direction, round);
          const short = direction * size * (1 - part / 2 ** 26);
          const long = direction * size * (1 + part / 2 ** 26);
          assert(absorbs(weight, short, round));
          assert(!absorbs(weight, long, round));
          assertStrictEquals(
            absorbs(weight, direction * size, round),
            !included,
          );
        },
      ),
      { seed: 1, numRuns: 5000 },
    );
  });

  Deno.test(`smallestMove() in ${name} is half as large toward zero at a power of two`, () => {
    for (let pattern = 1; pattern < infinity; pattern++) {
      const weight = value(pattern);
      const toward = smallestMove(weight, -1, round).size;
      const away = smallestMove(weight, 1, round).size;
      const opensBinade = Math.log2(weight) % 1 === 0 &&
        away > value(1) / 2;
      assertStrictEquals(toward, opensBinade ? away / 2 : away);
      // Of f32 one pattern in 16411 will do.
      if (name === "f32") pattern += 16410;
    }
  });

  Deno.test(`smallestMove() of zero in ${name} is half the smallest number, and not included`, () => {
    for (const zero of [0, -0]) {
      const expected = { size: value(1) / 2, included: false };
      assertEquals(smallestMove(zero, 1, round), expected);
      assertEquals(smallestMove(zero, -1, round), expected);
    }
  });

  Deno.test(`smallestMove() of the largest number of ${name} leads to infinity`, () => {
    const largest = value(infinity - 1);
    const { size, included } = smallestMove(largest, 1, round);
    assert(included);
    assertStrictEquals(round(largest + size), Infinity);
  });
}

Deno.test("smallestMove() of 1 in bf16: 1/256 up, 1/512 down", () => {
  assertStrictEquals(smallestMove(1, 1, bf16).size, 1 / 256);
  assertStrictEquals(smallestMove(1, -1, bf16).size, 1 / 512);
  assertStrictEquals(smallestMove(-1, 1, bf16).size, 1 / 512);
});

Deno.test("smallestMove() in f64 ends at the smallest double, which half of is none", () => {
  assertStrictEquals(smallestMove(1, 1, f64).size, 2 ** -53);
  assertStrictEquals(smallestMove(1, -1, f64).size, 2 ** -54);
  assertStrictEquals(smallestMove(5e-324, -1, f64).size, 0);
});

Deno.test("smallestMove() in f64 is half as large toward zero at powers of two, and at no other number", () => {
  const toward = (weight: number) => smallestMove(weight, -1, f64).size;
  assertStrictEquals(toward(1 - 2 ** -53), 2 ** -54);
  const digits = fc.double({
    min: 1 + 2 ** -52,
    max: 2 - 2 ** -52,
    noNaN: true,
  });
  const exponent = fc.integer({ min: -1000, max: 1000 });
  fc.assert(
    fc.property(digits, exponent, (x, exponent) => {
      const binade = 2 ** exponent;
      assertStrictEquals(toward(x * binade), binade * 2 ** -53);
      assertStrictEquals(toward(binade), binade * 2 ** -54);
    }),
    { seed: 2 },
  );
});

Deno.test("smallestMove() refuses a weight that the format does not hold, and no direction", () => {
  assertThrows(
    () => smallestMove(0.1, 1, bf16),
    RangeError,
    "Cannot find the smallest move as weight must be a number of the format: current value is 0.1",
  );
  assertThrows(() => smallestMove(Infinity, 1, f32), RangeError, "finite");
  for (const direction of [0, NaN]) {
    assertThrows(
      () => smallestMove(1, direction, f32),
      RangeError,
      "direction",
    );
  }
});
