import { halfLife, movingAverage } from "adam";
import {
  assert,
  assertAlmostEquals,
  assertStrictEquals,
  assertThrows,
} from "@std/assert";
import fc from "fast-check";

Deno.test("halfLife() is when a moving average without new values has halved", () => {
  const decays = fc.double({ min: 0.5, max: 0.999, noNaN: true });
  fc.assert(fc.property(decays, (decay) => {
    const whole = Math.floor(halfLife(decay));
    const after = (steps: number) => {
      let average = 1;
      for (let i = 0; i < steps; i++) {
        average = movingAverage(average, 0, { decay });
      }
      return average;
    };
    // A thousand products are off by 1e-13 at most.
    assert(after(whole) > 0.5 - 1e-12);
    assert(after(whole + 1) < 0.5 + 1e-12);
  }));
});

Deno.test("halfLife() of powers of one half is exact, and no memory halves at once", () => {
  assertStrictEquals(halfLife(0.5), 1);
  assertStrictEquals(halfLife(0.25), 0.5);
  assertStrictEquals(halfLife(0), 0);
  assertAlmostEquals(halfLife(2 ** -0.001), 1000, 1e-9);
});

Deno.test("halfLife() refuses what is no decay", () => {
  assertThrows(
    () => halfLife(1),
    RangeError,
    "Cannot find the half-life as decay must be in [0, 1): current value is 1",
  );
});
