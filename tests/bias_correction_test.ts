import { biasCorrection, stepsToSettle } from "adam";
import {
  assert,
  assertAlmostEquals,
  assertStrictEquals,
  assertThrows,
} from "@std/assert";
import fc from "fast-check";
import reference from "data/adam_float64.json" with { type: "json" };

const anyDecay = fc.double({ min: 0, max: 0.9999, noNaN: true });

Deno.test("biasCorrection() has the bits of NumPy", () => {
  // beta ** t is the C library's pow there and V8's here: the same bits on
  // Linux x86-64. Another pow may be off by one ulp of beta ** t.
  for (const { decay, step, correction } of reference.biasCorrections) {
    assertStrictEquals(biasCorrection(decay, step), correction);
  }
});

Deno.test("biasCorrection() is 1 - decay at the first step", () => {
  fc.assert(
    fc.property(anyDecay, (decay) => {
      assertStrictEquals(biasCorrection(decay, 1), 1 - decay);
    }),
    { seed: 1 },
  );
});

Deno.test("biasCorrection() with decay 0 is 1 at every step", () => {
  for (const step of [1, 2, 1e6]) {
    assertStrictEquals(biasCorrection(0, step), 1);
  }
});

Deno.test("biasCorrection() is exactly 1 after a million steps", () => {
  // 0.9999 ** 1e6 is 3.7e-44, far below half a spacing of 1.
  for (const decay of [0.9, 0.999, 0.9999]) {
    assertStrictEquals(biasCorrection(decay, 1e6), 1);
  }
});

Deno.test("biasCorrection() of the decay next to 1 starts at 2^-53", () => {
  assertStrictEquals(biasCorrection(1 - 2 ** -53, 1), 2 ** -53);
});

Deno.test("biasCorrection() is above 0, at most 1, and never falls", () => {
  fc.assert(
    fc.property(
      anyDecay,
      fc.integer({ min: 1, max: 10_000 }),
      (decay, step) => {
        const now = biasCorrection(decay, step);
        assert(now > 0 && now <= 1);
        assert(biasCorrection(decay, step + 1) >= now);
      },
    ),
    { seed: 2 },
  );
});

Deno.test("biasCorrection() is the sum of the weights of the values seen", () => {
  for (const decay of [0, 0.5, 0.9, 0.999]) {
    let sum = 0;
    for (let k = 0; k < 50; k++) sum += (1 - decay) * decay ** k;
    // Both are at most 1. A term is off by 2 ulps of itself at most, and each
    // of the 50 sums rounds by 2^-54 at most: in all below 50 * 2^-53.
    assertAlmostEquals(biasCorrection(decay, 50), sum, 50 * 2 ** -53);
  }
});

Deno.test("biasCorrection() refuses a decay outside [0, 1)", () => {
  for (const decay of [1, -0.5, NaN, Infinity]) {
    assertThrows(
      () => biasCorrection(decay, 1),
      RangeError,
      `Cannot correct the bias as decay must be in [0, 1): current value is ${decay}`,
    );
  }
});

Deno.test("biasCorrection() refuses a step that does not count from 1", () => {
  for (const step of [0, -1, 1.5, NaN, Infinity, 2 ** 53]) {
    assertThrows(
      () => biasCorrection(0.9, step),
      RangeError,
      `Cannot correct the bias as step must be a positive integer: current value is ${step}`,
    );
  }
});

Deno.test("biasCorrection() refuses what is no number", () => {
  assertThrows(() => biasCorrection("0.9" as never, 1), TypeError);
  assertThrows(
    () => biasCorrection(0.9, 1n as never),
    TypeError,
    "Cannot correct the bias as step must be a number: current value is of type bigint",
  );
});

Deno.test("stepsToSettle() is the first step that a search from 1 finds", () => {
  for (const decay of [0, 1e-300, 0.1, 0.5, 0.9, 0.95, 0.98, 0.99, 0.999]) {
    for (const tolerance of [1e300, 2, 0.9, 0.5, 0.1, 0.03, 0.01, 1e-3, 1e-6]) {
      let step = 1;
      while (Math.abs(1 / biasCorrection(decay, step) - 1) > tolerance) step++;
      assertStrictEquals(stepsToSettle(decay, tolerance), step);
    }
  }
});

Deno.test("stepsToSettle() is settled at its step and not one before, however small the tolerance", () => {
  const decay = fc.double({ min: -12, max: 0, noNaN: true }).map((e) =>
    1 - 10 ** e
  );
  const tolerance = fc.double({ min: -18, max: 3, noNaN: true }).map((e) =>
    10 ** e
  );
  // The excess 1/c - 1, written so that it keeps its digits when it is small.
  const excess = (beta: number, step: number) =>
    beta ** step / (1 - beta ** step);
  fc.assert(
    fc.property(decay, tolerance, (beta, most) => {
      const step = stepsToSettle(beta, most);
      assert(excess(beta, step) <= most);
      assert(step === 1 || excess(beta, step - 1) > most);
    }),
    { seed: 3, numRuns: 1000 },
  );
});

Deno.test("stepsToSettle() with decay 0 is 1", () => {
  for (const tolerance of [5e-324, 0.01, 1e300]) {
    assertStrictEquals(stepsToSettle(0, tolerance), 1);
  }
});

Deno.test("stepsToSettle() with a tolerance above the first excess is 1", () => {
  assertStrictEquals(stepsToSettle(0.5, 1), 1); // the excess is 0.5 / 0.5
  assertStrictEquals(stepsToSettle(0.9, 9.1), 1);
  assertStrictEquals(stepsToSettle(0.999, Number.MAX_VALUE), 1);
});

Deno.test("stepsToSettle() with decay 1/2 needs n + 1 steps to come within 2^-n", () => {
  // With decay 1/2 the excess is 1 / (2^t - 1), not above 2^-n from t = n + 1.
  for (let n = 1; n <= 50; n++) {
    assertStrictEquals(stepsToSettle(0.5, 2 ** -n), n + 1);
  }
});

Deno.test("stepsToSettle() ends for the smallest tolerance there is", () => {
  // ln 2^-1074 is -744.44007; over ln 0.9 it is 7065.6, over ln 0.999 744067.8.
  assertStrictEquals(stepsToSettle(0.9, 5e-324), 7066);
  assertStrictEquals(stepsToSettle(0.999, 5e-324), 744068);
  assertStrictEquals(stepsToSettle(5e-324, 5e-324), 1);
  assertStrictEquals(stepsToSettle(1e-200, 5e-324), 2);
});

Deno.test("stepsToSettle() with decay 1/4 needs n / 2 steps to come within 2^-n, down to the smallest tolerance", () => {
  for (let n = 1000; n <= 1074; n++) {
    // The excess is 2^-2t and nothing that a double could tell from it, but more.
    const within = Math.ceil(n / 2);
    const step = stepsToSettle(0.25, 2 ** -n * (n < 1074 ? 1.5 : 1));
    assertStrictEquals(step, within);
  }
});

Deno.test("stepsToSettle() refuses a tolerance that is not finite and above 0", () => {
  for (const tolerance of [0, -1, NaN, Infinity]) {
    assertThrows(
      () => stepsToSettle(0.9, tolerance),
      RangeError,
      `Cannot count the steps as tolerance must be finite and > 0: current value is ${tolerance}`,
    );
  }
});

Deno.test("stepsToSettle() refuses a decay outside [0, 1) and what is no number", () => {
  assertThrows(
    () => stepsToSettle(1, 0.01),
    RangeError,
    "Cannot count the steps as decay must be in [0, 1): current value is 1",
  );
  assertThrows(() => stepsToSettle(0.9, "0.01" as never), TypeError);
});
