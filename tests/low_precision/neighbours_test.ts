import { bf16, f16, f32, f64 } from "adam";
import { neighbours, plateau } from "adam/low_precision";
import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { formats } from "../formats.ts";

for (const [name, { round, value, infinity }] of Object.entries(formats)) {
  Deno.test(`neighbours() are consecutive numbers of ${name}, with x in between`, () => {
    fc.assert(
      fc.property(
        fc.nat(infinity - 2),
        fc.double({ min: 2 ** -20, max: 1 - 2 ** -20, noNaN: true }),
        (pattern, part) => {
          const [below, above] = [value(pattern), value(pattern + 1)];
          const x = below + (above - below) * part;
          assertEquals(neighbours(x, round), { below, above });
          assertEquals(neighbours(-x, round), { below: -above, above: -below });
        },
      ),
      { seed: 1, numRuns: 2000 },
    );
  });

  Deno.test(`neighbours() of a number of ${name} are that number`, () => {
    fc.assert(
      fc.property(fc.nat(infinity - 1), (pattern) => {
        const x = value(pattern);
        assertEquals(neighbours(x, round), { below: x, above: x });
      }),
      { seed: 2 },
    );
  });

  Deno.test(`neighbours() beyond ${name} are the largest number and an infinity`, () => {
    const largest = value(infinity - 1);
    for (const factor of [1 + 2 ** -30, 1.001, 3, 1e9, 1e250]) {
      const x = largest * factor;
      assertEquals(neighbours(x, round), { below: largest, above: Infinity });
      assertEquals(neighbours(-x, round), {
        below: -Infinity,
        above: -largest,
      });
    }
  });

  Deno.test(`neighbours() of the least doubles are 0 and the smallest number of ${name}`, () => {
    assertEquals(neighbours(5e-324, round), { below: 0, above: value(1) });
  });
}

Deno.test("neighbours() of a double in f64 are the double", () => {
  for (const x of [0.1, 5e-324, -Number.MAX_VALUE, -0]) {
    const { below, above } = neighbours(x, f64);
    assert(Object.is(below, x) && Object.is(above, x));
  }
});

Deno.test("neighbours() refuses NaN and infinities", () => {
  for (const round of [bf16, f16, f32]) {
    assertThrows(
      () => neighbours(Infinity, round),
      RangeError,
      "Cannot find the neighbours as x must be finite: current value is Infinity",
    );
    assertThrows(() => neighbours(NaN, round), RangeError);
  }
});

Deno.test("neighbours() and plateau() end for a format that is none", () => {
  const sticks = (x: number) => x === 1e300 ? Infinity : Math.min(x, 1e200);
  neighbours(1e300, sticks);
  let n = 0;
  const drifts = () => n += 1;
  assertThrows(
    () => plateau(1, { decay: 0.999, round: drifts }),
    RangeError,
    "round",
  );
});
