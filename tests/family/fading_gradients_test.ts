import { fadingGradients } from "adam/family";
import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";

Deno.test("fadingGradients() stay, then halve in each half-life, then stay at the least one", () => {
  const options = { halfLife: 2, constantSteps: 3, least: 1 };
  const taken = [...fadingGradients(4, options).take(9)];
  const root = Math.sqrt(0.5);
  assertEquals(taken, [4, 4, 4, 4 * root, 2, 2 * root, 1, 1, 1]);
});

Deno.test("fadingGradients() halve from the first step on where nothing else is said", () => {
  const halfLives = fc.integer({ min: 1, max: 100 });
  fc.assert(fc.property(halfLives, (halfLife) => {
    const taken = [...fadingGradients(1, { halfLife }).take(5 * halfLife + 1)];
    // Powers of two are a few ulps off at most where the exponent is no whole number.
    for (const [i, gradient] of taken.slice(halfLife).entries()) {
      assertAlmostEquals(gradient / taken[i]!, 0.5, 1e-14);
    }
  }));
});

Deno.test("fadingGradients() refuses a half-life of zero, and a first gradient below", () => {
  assertThrows(
    () => [...fadingGradients(1, { halfLife: 0 }).take(1)],
    RangeError,
    "Cannot let the gradients fade as halfLife must be finite and > 0: current value is 0",
  );
  assertThrows(
    () => [...fadingGradients(-1, { halfLife: 1 }).take(1)],
    RangeError,
    "first",
  );
});
