import { bf16, f16, f32, f64 } from "adam";
import { assert, assertStrictEquals } from "@std/assert";
import fc from "fast-check";
import { type Format, formats } from "./formats.ts";

/**
 * Rounding by its definition: find the two patterns around |x|, take the nearer
 * one, or of two equally near ones the even one. The pattern after the largest
 * finite number stands for the power of two that overflows. Both distances are
 * exact wherever they are close to each other, so the comparison is.
 */
function nearest(x: number, { value, infinity, overflow }: Format): number {
  const size = Math.abs(x);
  if (size >= overflow) return x < 0 ? -Infinity : Infinity;
  let [below, above] = [0, infinity];
  while (above - below > 1) {
    const middle = Math.floor((below + above) / 2);
    if (value(middle) <= size) below = middle;
    else above = middle;
  }
  const down = size - value(below);
  const up = (above === infinity ? overflow : value(above)) - size;
  const pattern = down < up || (down === up && below % 2 === 0) ? below : above;
  return (x < 0 || Object.is(x, -0) ? -1 : 1) * value(pattern);
}

const anyDouble = fc.double({ noNaN: true });

/** Numbers that are hard to round: on, and next to, the middle of two neighbours. */
const nearTies = ({ value, infinity, overflow }: Format) =>
  fc.tuple(
    fc.nat(infinity - 1),
    fc.constantFrom(0, 0.25, 0.5 - 2 ** -28, 0.5, 0.5 + 2 ** -28, 0.75),
    fc.constantFrom(-1, 1),
  ).map(([pattern, part, sign]) => {
    const low = value(pattern);
    const high = pattern + 1 === infinity ? overflow : value(pattern + 1);
    return sign * (low + (high - low) * part);
  });

for (const [name, format] of Object.entries(formats)) {
  Deno.test(`${name}() takes the nearest number of the format, ties to even`, () => {
    const property = (x: number) =>
      assertStrictEquals(format.round(x), nearest(x, format));
    fc.assert(fc.property(anyDouble, property), { seed: 1, numRuns: 2000 });
    fc.assert(fc.property(nearTies(format), property), {
      seed: 2,
      numRuns: 2000,
    });
  });

  Deno.test(`${name}() keeps NaN, infinities and signed zeros`, () => {
    for (const x of [NaN, Infinity, -Infinity, 0, -0]) {
      assertStrictEquals(format.round(x), x);
    }
  });

  Deno.test(`${name}() keeps the sign of what it rounds to zero`, () => {
    assertStrictEquals(format.round(5e-324), 0);
    assertStrictEquals(format.round(-5e-324), -0);
  });

  Deno.test(`${name}() is odd and never falls`, () => {
    fc.assert(
      fc.property(anyDouble, anyDouble, (x, y) => {
        assertStrictEquals(format.round(-x), -format.round(x));
        const [low, high] = x < y ? [x, y] : [y, x];
        assert(format.round(low) <= format.round(high));
      }),
      { seed: 3 },
    );
  });
}

Deno.test("f64() returns what it is given", () => {
  for (const x of [0.1, -0, 5e-324, Number.MAX_VALUE, -Infinity, NaN]) {
    assertStrictEquals(f64(x), x);
  }
});

for (const name of ["bf16", "f16"] as const) {
  const { round, infinity, value } = formats[name];
  Deno.test(`${name}() leaves all its numbers as they are`, () => {
    // With the sign bit and the NaNs these are all 65536 patterns.
    for (let pattern = 0; pattern < 65536; pattern++) {
      const x = value(pattern);
      assertStrictEquals(round(x), x);
    }
    assertStrictEquals(value(infinity), Infinity);
  });
}

Deno.test("bf16() sends ties to the even neighbour", () => {
  assertStrictEquals(bf16(1 + 2 ** -8), 1);
  assertStrictEquals(bf16(1 + 3 * 2 ** -8), 1 + 2 ** -6);
  assertStrictEquals(bf16(-(1 + 2 ** -8)), -1);
  assertStrictEquals(bf16(2 - 2 ** -8), 2);
});

Deno.test("bf16() rounds once, where going through binary32 rounds twice", () => {
  const x = 1 + 2 ** -8 + 2 ** -30;
  assertStrictEquals(bf16(x), 1 + 2 ** -7);
  assertStrictEquals(bf16(f32(x)), 1);
});

Deno.test("bf16() has the largest number (2 - 2^-7) 2^127 and overflows from (2 - 2^-8) 2^127", () => {
  const largest = (2 - 2 ** -7) * 2 ** 127;
  const threshold = (2 - 2 ** -8) * 2 ** 127;
  assertStrictEquals(bf16(largest), largest);
  assertStrictEquals(bf16(threshold * (1 - 2 ** -53)), largest);
  assertStrictEquals(bf16(threshold), Infinity);
  assertStrictEquals(bf16(-threshold), -Infinity);
  assertStrictEquals(bf16(Number.MAX_VALUE), Infinity);
});

Deno.test("bf16() has the subnormals k 2^-133", () => {
  const smallest = 2 ** -133;
  assertStrictEquals(bf16(smallest), smallest);
  assertStrictEquals(bf16(smallest / 2), 0); // a tie, 0 is even
  assertStrictEquals(bf16(smallest * 0.75), smallest);
  assertStrictEquals(bf16(smallest * 1.5), 2 * smallest);
  assertStrictEquals(bf16(smallest * 127.5), 2 ** -126);
  assertStrictEquals(bf16(-smallest / 4), -0);
});

Deno.test("a decay of 0.999 is 1 in bf16, and epsilon 1e-8 is 0 in f16", () => {
  assertStrictEquals(bf16(0.999), 1);
  assertStrictEquals(f16(1e-8), 0);
});

Deno.test("f16() overflows from 65520 and has the subnormals k 2^-24", () => {
  assertStrictEquals(f16(65519.99), 65504);
  assertStrictEquals(f16(65520), Infinity);
  assertStrictEquals(f16(2 ** -25), 0);
  assertStrictEquals(f16(2 ** -25 * (1 + 2 ** -52)), 2 ** -24);
});
