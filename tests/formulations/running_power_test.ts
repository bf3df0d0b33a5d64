import { f32 } from "adam";
import { formulationStep } from "adam/formulations";
import { assert, assertStrictEquals } from "@std/assert";
import fc from "fast-check";
import { runningPower } from "../../lib/formulations/_running_power.ts";

/** The products one by one, as TF.js makes them. */
function* oneByOne(decay: number) {
  for (let power = 1;; power = f32(power * decay)) yield power;
}

Deno.test("runningPower() is the product of t factors, each rounded, at every step", () => {
  const decays = [0, 2 ** -149, 1e-30, 0.3, 0.5, 0.9, 0.99, 0.999, 0.9999];
  decays.push(1 - 2 ** -20, 1);
  for (const decay of decays.map(f32)) {
    const power = runningPower(decay);
    const there = oneByOne(decay);
    for (let step = 0; step < 200_000; step++) {
      assertStrictEquals(power(step), there.next().value, `${decay} ${step}`);
    }
  }
});

Deno.test("runningPower() is that wherever it starts from, back as well as on", () => {
  const decay = fc.oneof(
    fc.float({ min: 0, max: 1, noNaN: true }),
    fc.integer({ min: 1, max: 2 ** 18 }).map((n) => 1 - n * 2 ** -24),
  );
  const steps = fc.array(fc.nat(60_000), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(decay, steps, (decay, steps) => {
      const all: number[] = [];
      for (const power of oneByOne(decay)) {
        if (all.push(power) > Math.max(...steps)) break;
      }
      const power = runningPower(decay);
      for (const step of steps) assertStrictEquals(power(step), all[step]);
    }),
    { numRuns: 60 },
  );
});

Deno.test("runningPower() answers for any step and any decay with few products", () => {
  // A product asks for its decay twice: once to know its fall, and to count.
  let products = 0;
  const counted = (decay: number) => ({
    valueOf: () => (products++, decay),
  } as unknown as number);
  for (let digits = 1; digits <= 24; digits++) {
    products = 0;
    const last = runningPower(counted(1 - 2 ** -digits))(2 ** 52);
    assert(last < 2 ** -124, `${last}`);
    assertStrictEquals(f32(last * (1 - 2 ** -digits)), last);
    // 149 binades with some 2^12 different falls each, each found in some 12
    // doublings of two products.
    assert(products < 149 * 2 ** 12 * 24, `${digits}: ${products}`);
  }
});

Deno.test('formulationStep("tfjs") takes its 10^8th step, and the correction is 1 by then', () => {
  const step = formulationStep("tfjs");
  const settled = { weight: 1, firstMoment: 0.5, secondMoment: 0.25 };
  const next = step({ step: 1e8 - 1, ...settled }, 0.5);
  const same = step({ step: 2 ** 50, ...settled }, 0.5);
  assertStrictEquals(next.weight, same.weight);
  // The weight has moved by the learning rate, within its own last digit.
  assert(Math.abs(1 - next.weight - 1e-3) < 2 ** -24);
});
