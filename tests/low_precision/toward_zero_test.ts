import { bf16, f16, f32, f64 } from "adam";
import { towardZero } from "adam/low_precision";
import { assertStrictEquals } from "@std/assert";
import fc from "fast-check";
import { bits, formats } from "../formats.ts";

Deno.test("towardZero() of bf16 drops the lower half of a binary32", () => {
  fc.assert(
    fc.property(fc.nat(0xffffffff), (pattern) => {
      bits.setUint32(0, pattern);
      const x = bits.getFloat32(0);
      bits.setUint16(2, 0);
      // Dropping digits may make an infinity of a NaN, a rounding does not.
      const cut = Number.isNaN(x) ? NaN : bits.getFloat32(0);
      assertStrictEquals(towardZero(bf16)(x), cut);
    }),
    { seed: 1, numRuns: 5000 },
  );
});

for (const [name, { round, value, infinity }] of Object.entries(formats)) {
  Deno.test(`towardZero() of ${name} never overflows`, () => {
    const largest = value(infinity - 1);
    assertStrictEquals(towardZero(round)(1e300), largest);
    assertStrictEquals(towardZero(round)(-1e300), -largest);
  });

  Deno.test(`towardZero() of ${name} loses what is below its smallest number`, () => {
    const smallest = value(1);
    assertStrictEquals(towardZero(round)(smallest), smallest);
    assertStrictEquals(towardZero(round)(smallest * (1 - 2 ** -53)), 0);
    assertStrictEquals(towardZero(round)(-smallest * 0.75), -0);
  });
}

Deno.test("towardZero() keeps NaN, infinities and signed zeros", () => {
  for (const round of [bf16, f16, f32, f64]) {
    for (const x of [NaN, Infinity, -Infinity, 0, -0]) {
      assertStrictEquals(towardZero(round)(x), x);
    }
  }
});
