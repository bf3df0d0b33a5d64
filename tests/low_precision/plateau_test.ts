import { bf16, f16, f32, f64, movingAverage, type Round, ulp } from "adam";
import { parkingPoint, plateau } from "adam/low_precision";
import { assert, assertStrictEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { finiteNumber, type Format, formats } from "../formats.ts";

interface Averaging {
  decay: number;
  round: Round;
  from?: number;
}

/** Takes averages until one changes nothing, as movingAverage() does, without its checks: there are millions. */
function averaged(
  value: number,
  { from = 0, decay, round }: Averaging,
): number {
  let [before, average] = [NaN, round(from)];
  while (average !== before && Number.isFinite(average)) {
    before = average;
    average = round(decay * average + (1 - decay) * value);
  }
  return average;
}

const decay = fc.oneof(
  fc.constantFrom(0, 0.5, 0.9, 0.95, 0.99, 0.995, 0.999, 0.9996, 0.9999),
  fc.double({ min: 0, max: 0.9999, noNaN: true }),
);

/** Values of both signs, evenly over the exponents of a format, and zero. */
const value = (format: Format) =>
  fc.oneof(
    fc.constant(0),
    fc.tuple(finiteNumber(format), fc.double({ min: 0.5, max: 1, noNaN: true }))
      .map(([x, factor]) => x * factor),
  );

for (const name of ["bf16", "f16"] as const) {
  const format = formats[name];
  const { round } = format;

  Deno.test(`plateau() is where the average stays in ${name}: any start, value and decay`, () => {
    fc.assert(
      fc.property(
        value(format),
        finiteNumber(format),
        decay,
        (x, from, decay) => {
          const options = { decay, round, from };
          assertStrictEquals(plateau(x, options) + 0, averaged(x, options) + 0);
        },
      ),
      { seed: 1, numRuns: 3000 },
    );
  });

  Deno.test(`plateau() from zero in ${name} is right for a value in every binade`, () => {
    for (let power = 2 ** -150; round(power) < Infinity; power *= 2) {
      for (const factor of [1, 1.1, 1.5, 1.99]) {
        for (const decay of [0.9, 0.999]) {
          const options = { decay, round };
          const value = power * factor;
          assertStrictEquals(plateau(value, options), averaged(value, options));
        }
      }
    }
  });
}

Deno.test("plateau() is where the average stays in f32, from zero and from above", () => {
  fc.assert(
    fc.property(
      value(formats.f32),
      fc.constantFrom(0, 0.5, 2, 10),
      fc.constantFrom(0.5, 0.9, 0.99),
      (x, times, decay) => {
        fc.pre(Math.abs(x * times) < 2 ** 127);
        const options = { decay, round: f32, from: x * times };
        assertStrictEquals(plateau(x, options) + 0, averaged(x, options) + 0);
      },
    ),
    { seed: 2, numRuns: 300 },
  );
});

Deno.test("plateau() of v in f32, after some twenty thousand steps", () => {
  for (const x of [1, 1e-20, 3e10]) {
    for (const from of [0, 1]) {
      const options = { decay: 0.999, round: f32, from };
      assertStrictEquals(plateau(x, options), averaged(x, options));
    }
  }
});

/** A format of a number of bits, as wide as binary64 in its exponents. */
const ofBits = (count: number): Round => (x) => {
  const digits = (2 ** (53 - count) + 1) * x;
  return count === 53 ? x : digits - (digits - x);
};

for (const count of [49, 51, 52, 53]) {
  const round = ofBits(count);

  Deno.test(`plateau() is where the average stays in a format of ${count} bits, where binary64 rounds more than once`, () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.constantFrom(0, 0.3, 0.99, 1, 1.01, 3, -0.5),
        fc.constantFrom(0, 0.1, 0.5, 0.75, 0.9, 0.99),
        fc.constantFrom(1, -1, 2 ** -900, 2 ** 900),
        (x, from, decay, unit) => {
          const options = { decay, round, from: from * unit };
          const value = round(x * unit);
          assertStrictEquals(
            plateau(value, options) + 0,
            averaged(value, options) + 0,
          );
        },
      ),
      { seed: 5, numRuns: 100 },
    );
  });

  Deno.test(`plateau() in a format of ${count} bits is right where the product or the average changes its gap`, () => {
    const spacing = ulp(1, round);
    for (const decay of [0.6, 0.75, 0.9, 0.97]) {
      for (const edge of [1, 1 / decay]) {
        for (let i = -40; i <= 40; i++) {
          const value = round(edge) + i * spacing;
          for (const from of [0, 1.9]) {
            const options = { decay, round, from };
            assertStrictEquals(
              plateau(value, options),
              averaged(value, options),
            );
          }
        }
      }
    }
  });
}

Deno.test("plateau() in f64 is where the average stays, and is found where no one could wait for it", () => {
  for (const from of [0, 0.2, -1]) {
    const options = { decay: 0.999, round: f64, from };
    assertStrictEquals(plateau(0.1, options), averaged(0.1, options));
  }
  const toZero = { decay: 0.999, round: f64, from: 1 };
  assertStrictEquals(plateau(0, toZero), averaged(0, toZero));
  // It takes 2^40 steps and more.
  const options = { decay: 1 - 2 ** -40, round: f64 };
  const end = plateau(0.7, options);
  assert(0.69 < end && end < 0.7);
  assertStrictEquals(movingAverage(end, 0.7, options), end);
});

Deno.test("plateau() of a gradient of 1: m of 1 is missed by 4 ulps in f32, v by three quarters in bf16", () => {
  const m = (round: Round) => plateau(1, { decay: 0.9, round });
  const v = (round: Round) => plateau(1, { decay: 0.999, round });
  assertStrictEquals(m(f32), 1 - 4 * 2 ** -24);
  assertStrictEquals(m(bf16), 0.984375);
  assertStrictEquals(m(f16), 0.998046875);
  assertStrictEquals(v(f32), 1 - 500 * 2 ** -24);
  assertStrictEquals(v(bf16), 0.25);
  assertStrictEquals(v(f16), 0.755859375);
});

Deno.test("plateau() of 0 is the start, whatever it is, exactly if the decay rounds to 1", () => {
  const lost = fc.integer({ min: 1, max: 40 });
  const factor = fc.constantFrom(0.5, 0.75, 1, 1.5);
  fc.assert(
    fc.property(lost, factor, fc.nat(0x7f7f), (power, factor, pattern) => {
      const decay = 1 - factor * 2 ** -power;
      for (const { round, value, infinity } of [formats.bf16, formats.f16]) {
        const from = value(pattern % infinity);
        if (round(decay) === 1) {
          assertStrictEquals(plateau(0, { decay, round, from }), from);
        } else {
          assert(plateau(0, { decay, round, from: 1 }) < 1);
        }
      }
    }),
    { seed: 3, numRuns: 1000 },
  );
});

Deno.test("plateau() of 0 at the usual decays: v never falls in bf16, all else falls among the subnormals", () => {
  const rest = (decay: number, round: Round) =>
    plateau(0, { decay, round, from: 1 }) / ulp(0, round);
  assertStrictEquals(plateau(0, { decay: 0.999, round: bf16, from: 1 }), 1);
  assertStrictEquals(rest(0.999, f16), 500);
  assertStrictEquals(rest(0.999, f32), 500);
  // 5 would be a tie, which goes to 4.
  for (const round of [bf16, f16, f32]) assertStrictEquals(rest(0.9, round), 4);
});

Deno.test("plateau() is infinite for an average that leaves the format", () => {
  assertStrictEquals(plateau(1e9, { decay: 0.9, round: f16 }), Infinity);
  assertStrictEquals(plateau(-1e9, { decay: 0.9, round: f16 }), -Infinity);
  // A thousandth of what is left is too little to overflow.
  const options = { decay: 0.999, round: f16, from: 65504 };
  assertStrictEquals(plateau(70000, options), 65504);
});

Deno.test("parkingPoint() is the plateau where the decayed average is rounded on its own, and the decay is lost", () => {
  fc.assert(
    fc.property(
      fc.double({ min: 2 ** -60, max: 2 ** 60, noNaN: true }),
      (value) => {
        let [before, average] = [NaN, 0];
        while (average !== before) {
          [before, average] = [
            average,
            bf16(bf16(0.999 * average) + (1 - 0.999) * value),
          ];
        }
        const parked = parkingPoint(0, (1 - 0.999) * value, bf16);
        assertStrictEquals(parked, average);
      },
    ),
    { seed: 4 },
  );
});

Deno.test("plateau() refuses NaN, infinities and a decay outside [0, 1)", () => {
  assertThrows(
    () => plateau(NaN, { decay: 0.9, round: bf16 }),
    RangeError,
    "Cannot find the plateau as value must be finite: current value is NaN",
  );
  const from = Infinity;
  assertThrows(() => plateau(1, { decay: 0.9, round: bf16, from }), RangeError);
  assertThrows(() => plateau(1, { decay: 1, round: f64 }), RangeError, "decay");
});
