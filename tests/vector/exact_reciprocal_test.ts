import { biasCorrection, f32, fusedMultiplyAdd } from "adam";
import { assert, assertEquals, assertStrictEquals } from "@std/assert";
import { neighbours } from "adam/low_precision";
import { exactReciprocal } from "../../lib/vector/_exact_reciprocal.ts";

/** The root of the second correction. */
function rootCorrection(beta2: number, step: number): number {
  return f32(Math.sqrt(biasCorrection(beta2, step)));
}

/** The first of all digits of binary32 that a reciprocal does not divide as a division does. */
function firstWrong(
  divisor: number,
  { high, low }: { high: number; low: number },
): number | undefined {
  for (let a = 2 ** 23; a < 2 ** 24; a++) {
    const quotient = fusedMultiplyAdd(a, high, f32(a * low));
    if (quotient !== f32(a / divisor)) return a;
  }
  return undefined;
}

Deno.test("exactReciprocal() divides every binary32 as a division does", () => {
  const divisors = [
    // Powers of two, a divisor of few digits, and the ends of a binade.
    ...[1, 2 ** -13, 1.5, f32(1 + 2 ** -23), f32(2 - 2 ** -23)],
    // The 24th is one for which the nearest `low` does not do.
    ...[1, 2, 3, 24].map((step) => rootCorrection(0.999, step)),
  ];
  for (const divisor of divisors) {
    const reciprocal = exactReciprocal(divisor);
    assert(reciprocal !== undefined, `none for ${divisor}`);
    assertStrictEquals(firstWrong(divisor, reciprocal), undefined);
    const { high, low } = reciprocal;
    assertEquals([f32(high), f32(low)], [high, low]);
    assertStrictEquals(fusedMultiplyAdd(0, high, f32(0 * low)), 0);
    assertStrictEquals(Infinity * high + Infinity * low, Infinity);
  }
});

Deno.test("exactReciprocal() gives none where no low is right for all", () => {
  // Found so among the first 200 steps.
  for (const step of [51, 52, 126, 127, 188]) {
    const divisor = rootCorrection(0.999, step);
    assertStrictEquals(exactReciprocal(divisor), undefined);
    const { below: high } = neighbours(1 / divisor, f32);
    const low = f32((1 - high * divisor) / divisor);
    assert(firstWrong(divisor, { high, low }) !== undefined);
  }
});

Deno.test("nearly all steps of Adam have an exact reciprocal", () => {
  const steps = Array.from({ length: 1000 }, (_, i) => i + 1);
  const found = [0.9, 0.95, 0.98, 0.99, 0.999, 0.9999].map((beta2) =>
    steps.filter((step) => exactReciprocal(rootCorrection(beta2, step))).length
  );
  assertEquals(found, [997, 997, 984, 965, 980, 975]);
});
