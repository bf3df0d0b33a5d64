import { applyUpdate, bf16, f16, f32, f64, type Round } from "adam";
import { parkingPoint, smallestMove } from "adam/low_precision";
import { assert, assertStrictEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { finiteNumber, formats } from "../formats.ts";

/** Takes the steps, until one changes nothing or leaves the format. */
function walked(from: number, update: number, round: Round): number {
  let [before, weight] = [NaN, round(from)];
  while (weight !== before && Number.isFinite(weight)) {
    [before, weight] = [weight, applyUpdate(weight, update, round)];
  }
  return weight;
}

const signs = fc.constantFrom(-1, 1);

for (const name of ["bf16", "f16"] as const) {
  const format = formats[name];
  const { round, value } = format;

  Deno.test(`parkingPoint() is where the walk ends in ${name}, from any number, with any update`, () => {
    fc.assert(
      fc.property(
        finiteNumber(format),
        fc.double({ min: 2 ** -160, max: 2 ** 128, noNaN: true }),
        signs,
        (from, size, sign) =>
          assertStrictEquals(
            parkingPoint(from, sign * size, round),
            walked(from, sign * size, round),
          ),
      ),
      { seed: 1, numRuns: 2000 },
    );
  });

  Deno.test(`parkingPoint() is where the walk ends in ${name} for updates near half a gap, ties among them`, () => {
    fc.assert(
      fc.property(
        finiteNumber(format),
        signs,
        fc.constantFrom(1 / 2, 1, 2, 3, 4),
        fc.constantFrom(0, -1e-3, 1e-3, -(2 ** -40), 2 ** -40),
        (from, sign, halves, more) => {
          const { size } = smallestMove(from, sign, round);
          // The sums are exact: 2^-40 of half a gap is a bit of each of them.
          const update = sign * size * halves * (1 + more);
          assertStrictEquals(
            parkingPoint(from, update, round),
            walked(from, update, round),
          );
        },
      ),
      { seed: 2, numRuns: 2000 },
    );
  });

  Deno.test(`parkingPoint() from zero in ${name} is right in every binade`, () => {
    for (let size = value(1) / 4; Number.isFinite(round(size)); size *= 2) {
      for (const factor of [1, 1 + 2 ** -40, 1.25, 2 - 2 ** -40]) {
        assertStrictEquals(
          parkingPoint(0, size * factor, round),
          walked(0, size * factor, round),
        );
      }
    }
  });
}

Deno.test("parkingPoint() is where the walk ends in f32, started a few steps before", () => {
  fc.assert(
    fc.property(
      fc.double({ min: 2 ** -140, max: 2 ** 90, noNaN: true }),
      signs,
      fc.integer({ min: -50, max: 50 }),
      (size, sign, steps) => {
        const update = sign * size;
        const from = f32(parkingPoint(0, update, f32) - steps * update);
        assertStrictEquals(
          parkingPoint(from, update, f32),
          walked(from, update, f32),
        );
      },
    ),
    { seed: 3, numRuns: 500 },
  );
});

Deno.test("parkingPoint() from zero is the smallest weight that an update does not make larger, and all larger ones absorb it either way", () => {
  fc.assert(
    fc.property(
      fc.double({ min: 2 ** -100, max: 2 ** 60, noNaN: true }),
      fc.nat(2 ** 20),
      (update, more) => {
        fc.pre(Math.log2(update) % 1 !== 0); // a tie moves odd numbers
        for (const round of [bf16, f32]) {
          const frozen = parkingPoint(0, update, round);
          const last = smallestMove(frozen, -1, round).size * 2;
          assertStrictEquals(round(frozen + update), frozen);
          assert(round(frozen - last + update) === frozen);
          const larger = round(frozen * (1.01 + more));
          assertStrictEquals(round(larger + update), larger);
          assertStrictEquals(round(larger - update), larger);
        }
      },
    ),
    { seed: 4 },
  );
});

Deno.test("parkingPoint() of a counter is two to the number of digits", () => {
  for (
    const [round, digits] of [[bf16, 8], [f16, 11], [f32, 24], [
      f64,
      53,
    ]] as const
  ) {
    assertStrictEquals(parkingPoint(0, 1, round), 2 ** digits);
    assertStrictEquals(parkingPoint(1, 1, round), 2 ** digits);
  }
});

Deno.test("parkingPoint() of updates of a thousandth", () => {
  assertStrictEquals(parkingPoint(0, -1e-3, bf16), -0.5);
  assertStrictEquals(parkingPoint(0, -1e-3, f16), -4);
  assertStrictEquals(parkingPoint(0, -1e-3, f32), -32768);
  // Toward zero 1 does not move either, while 0.5 does, and goes through.
  assertStrictEquals(parkingPoint(1, -1e-3, bf16), 1);
  assertStrictEquals(parkingPoint(0.5, -1e-3, bf16), -0.5);
});

Deno.test("parkingPoint() of an update of zero, or one too small, is the start, rounded", () => {
  assertStrictEquals(parkingPoint(0.1, 0, bf16), bf16(0.1));
  assertStrictEquals(parkingPoint(0, 1e-50, f32), 0);
});

Deno.test("parkingPoint() is infinite for a walk that leaves the format", () => {
  assertStrictEquals(parkingPoint(0, 1000, f16), Infinity);
  assertStrictEquals(parkingPoint(0, -1e308, bf16), -Infinity);
});

Deno.test("parkingPoint() refuses NaN and infinities", () => {
  assertThrows(
    () => parkingPoint(0, NaN, bf16),
    RangeError,
    "Cannot find the parking point as update must be finite: current value is NaN",
  );
  assertThrows(() => parkingPoint(Infinity, 1, bf16), RangeError, "from");
});
