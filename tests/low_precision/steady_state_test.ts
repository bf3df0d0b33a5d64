import { bf16, f16, f64, firstUpdate } from "adam";
import { lowPrecisionSteps, plateau, steadyState } from "adam/low_precision";
import {
  assertAlmostEquals,
  assertEquals,
  assertStrictEquals,
  assertThrows,
} from "@std/assert";
import fc from "fast-check";

Deno.test("steadyState() is what lowPrecisionSteps() ends with, bit for bit", () => {
  const gradients = fc.double({ min: 1e-2, max: 10, noNaN: true });
  const run = (gradient: number, moments: typeof bf16) => {
    // Both corrections are 1 by then: 0.99^4000 is below 2^-53, 0.9^4000 by far.
    const given = Array<number>(4000).fill(gradient);
    const settings = { beta2: 0.99, moments };
    const last = [...lowPrecisionSteps(given, settings)].at(-1)!;
    const { firstMoment, secondMoment, update } = last;
    return { firstMoment, secondMoment, update };
  };
  fc.assert(
    fc.property(gradients, fc.constantFrom(bf16, f16), (gradient, moments) => {
      const settled = steadyState(gradient, { beta2: 0.99, moments });
      assertEquals(settled, run(gradient, moments));
    }),
    { numRuns: 20 },
  );
});

Deno.test("steadyState() with moments in binary64 takes the steps of a first one, up to where its averages stall", () => {
  for (const gradient of [-3, 1e-8, 1]) {
    const { update } = steadyState(gradient, { moments: f64 });
    // v stalls within half an ulp / (1 - beta2) of g^2: 1.1e-13 of itself.
    assertAlmostEquals(update / firstUpdate(gradient), 1, 2e-13);
  }
});

Deno.test("steadyState() of a v that is lost has epsilon alone to divide by, and NaN or an infinity only if accepted", () => {
  const settings = { moments: f16, epsilon: 0 };
  const m = plateau(1e-3, { decay: 0.9, round: f16 });
  const { secondMoment, update } = steadyState(1e-3, { moments: f16 });
  assertStrictEquals(secondMoment, 0);
  assertStrictEquals(update, -1e-3 * m / 1e-8);
  assertThrows(
    () => steadyState(1e-3, settings),
    RangeError,
    "Cannot find the steady state as update must be finite: current value is -Infinity",
  );
  const accept = () => true;
  assertStrictEquals(
    steadyState(1e-3, { ...settings, accept }).update,
    -Infinity,
  );
  assertStrictEquals(steadyState(0, { ...settings, accept }).update, NaN);
});

Deno.test("steadyState() refuses a gradient whose square overflows", () => {
  assertThrows(
    () => steadyState(1e200),
    RangeError,
    "Cannot find the steady state as gradient must be finite, as its square",
  );
});
