import {
  absorbs,
  applyUpdate,
  bf16,
  f16,
  f32,
  f64,
  ulp,
  ulpDistance,
} from "adam";
import { assertStrictEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { bits, formats } from "./formats.ts";

for (
  const [name, round, digits, smallest, largest] of [
    ["f64", f64, 53, 2 ** -1074, Number.MAX_VALUE],
    ["f32", f32, 24, 2 ** -149, (2 - 2 ** -23) * 2 ** 127],
    ["f16", f16, 11, 2 ** -24, 65504],
    ["bf16", bf16, 8, 2 ** -133, (2 - 2 ** -7) * 2 ** 127],
  ] as const
) {
  const one = 2 ** (1 - digits);

  Deno.test(`ulp() of ${name} is 2^${1 - digits} at 1 and grows with the binade`, () => {
    assertStrictEquals(ulp(1, round), one);
    assertStrictEquals(ulp(2 - one, round), one);
    assertStrictEquals(ulp(2, round), 2 * one);
    assertStrictEquals(ulp(1 - one / 2, round), one / 2);
    assertStrictEquals(ulp(-(2 ** -10), round), 2 ** -10 * one);
  });

  Deno.test(`ulp() of ${name} is constant from zero to the second binade`, () => {
    const normal = smallest / one;
    for (const x of [0, -0, smallest, normal - smallest, normal, -normal]) {
      assertStrictEquals(ulp(x, round), smallest);
    }
    assertStrictEquals(ulp(2 * normal, round), 2 * smallest);
  });

  Deno.test(`ulp() of ${name} is the last step below the largest number`, () => {
    const below = largest * (1 - 2 ** -digits);
    assertStrictEquals(ulp(largest, round), largest - round(below));
  });

  Deno.test(`ulpDistance() of ${name} counts the numbers in between`, () => {
    assertStrictEquals(ulpDistance(1, 1 + one, round), 1);
    assertStrictEquals(ulpDistance(1, 1 - one / 2, round), 1);
    assertStrictEquals(ulpDistance(1, 2, round), 1 / one);
    assertStrictEquals(ulpDistance(-smallest, 2 * smallest, round), 3);
    assertStrictEquals(ulpDistance(0, -0, round), 0);
  });
}

Deno.test("ulp() is the distance to the next larger number, for all of bf16 and f16", () => {
  for (
    const { round, infinity, overflow, value } of [formats.bf16, formats.f16]
  ) {
    for (let pattern = 0; pattern < infinity; pattern++) {
      const x = value(pattern);
      const next = pattern + 1 === infinity ? overflow : value(pattern + 1);
      assertStrictEquals(ulp(x, round), next - x);
    }
  }
});

Deno.test("ulp() rounds first: it looks at the number that is stored", () => {
  assertStrictEquals(ulp(0.999, bf16), 2 ** -7);
  assertStrictEquals(ulp(0.999, f32), 2 ** -24);
});

Deno.test("ulp() refuses what is not finite in the format", () => {
  assertThrows(
    () => ulp(1e39, f32),
    RangeError,
    "Cannot take the ulp as round(x) must be finite: current value is Infinity",
  );
  assertThrows(() => ulp(NaN, f64), RangeError);
  assertThrows(() => ulp(-Infinity, bf16), RangeError);
});

/** The index of a double, counted from zero: its bits, for a positive one. */
function index(x: number): bigint {
  bits.setFloat64(0, Math.abs(x));
  return x < 0 ? -bits.getBigInt64(0) : bits.getBigInt64(0);
}

Deno.test("ulpDistance() of f64 is the difference of the bit patterns", () => {
  const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
  fc.assert(
    fc.property(finite, finite, (a, b) => {
      const apart = index(a) - index(b);
      const expected = Number(apart < 0n ? -apart : apart);
      assertStrictEquals(ulpDistance(a, b, f64), expected);
      assertStrictEquals(ulpDistance(b, a, f64), expected);
    }),
    { seed: 4 },
  );
});

Deno.test("ulpDistance() of bf16 is the difference of the bit patterns", () => {
  const { value, infinity } = formats.bf16;
  const pattern = fc.nat(infinity - 1);
  fc.assert(
    fc.property(pattern, pattern, (i, j) => {
      assertStrictEquals(
        ulpDistance(value(i), value(j), bf16),
        Math.abs(i - j),
      );
      assertStrictEquals(ulpDistance(-value(i), value(j), bf16), i + j);
    }),
    { seed: 5 },
  );
});

Deno.test("ulpDistance() spans the whole of f64", () => {
  const count = Number(index(Number.MAX_VALUE));
  assertStrictEquals(ulpDistance(0, Number.MAX_VALUE, f64), count);
  assertStrictEquals(
    ulpDistance(-Number.MAX_VALUE, Number.MAX_VALUE, f64),
    2 * count,
  );
});

Deno.test("ulpDistance() is 0 exactly for numbers that round to the same one", () => {
  assertStrictEquals(ulpDistance(0.999, 1, bf16), 0);
  assertStrictEquals(ulpDistance(0.1, 0.1, f64), 0);
  assertStrictEquals(ulpDistance(0.1, 0.1 + 2 ** -56, f64), 1);
});

Deno.test("ulpDistance() puts an infinity infinitely far from all but itself", () => {
  assertStrictEquals(ulpDistance(Infinity, Infinity, f32), 0);
  assertStrictEquals(ulpDistance(1e39, Infinity, f32), 0);
  assertStrictEquals(ulpDistance(Infinity, -Infinity, f32), Infinity);
  assertStrictEquals(ulpDistance(Number.MAX_VALUE, Infinity, f64), Infinity);
});

Deno.test("ulpDistance() refuses NaN and what is no number", () => {
  assertThrows(
    () => ulpDistance(1, NaN, f64),
    RangeError,
    "Cannot take the ulp distance as b must be a number: current value is NaN",
  );
  assertThrows(() => ulpDistance("1" as never, 1, f64), TypeError);
});

Deno.test("absorbs() is true up to half the spacing, on each side of a power of two", () => {
  assertStrictEquals(absorbs(1, 2 ** -8, bf16), true); // a tie, 1 is even
  assertStrictEquals(absorbs(1, 2 ** -8 + 2 ** -20, bf16), false);
  assertStrictEquals(absorbs(1, -(2 ** -9), bf16), true); // below 1 the spacing halves
  assertStrictEquals(absorbs(1, -(2 ** -9) - 2 ** -20, bf16), false);
});

Deno.test("absorbs() lets a tie move a weight whose last bit is odd", () => {
  assertStrictEquals(absorbs(1 + 2 ** -7, 2 ** -8, bf16), false);
});

Deno.test("absorbs() a step of 1e-3 at weight 1 in bf16, not at weight 0.25", () => {
  assertStrictEquals(absorbs(1, -1e-3, bf16), true);
  assertStrictEquals(absorbs(0.25, -1e-3, bf16), false);
});

Deno.test("absorbs() exactly what applyUpdate() does not move", () => {
  const { value, infinity } = formats.bf16;
  const update = fc.double({ min: -1, max: 1, noNaN: true });
  fc.assert(
    fc.property(fc.nat(infinity - 1), update, (pattern, u) => {
      const w = value(pattern);
      assertStrictEquals(absorbs(w, u, bf16), applyUpdate(w, u, bf16) === w);
    }),
    { seed: 6, numRuns: 1000 },
  );
});

Deno.test("absorbs() refuses NaN, infinities and what is no number", () => {
  assertThrows(
    () => absorbs(NaN, 1, f64),
    RangeError,
    "Cannot add the update as weight must be finite: current value is NaN",
  );
  assertThrows(() => absorbs(1, Infinity, f64), RangeError);
  assertThrows(
    () => absorbs(1, "1" as never, f64),
    TypeError,
    "Cannot add the update as update must be a number: current value is of type string",
  );
});
