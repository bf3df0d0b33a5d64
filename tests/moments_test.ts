import { bf16, f32, movingAverage } from "adam";
import { assert, assertStrictEquals, assertThrows } from "@std/assert";
import fc from "fast-check";

/** The average after many steps of one value, from `average`. */
function repeat(
  steps: number,
  average: number,
  value: number,
  decay: number,
  round = bf16,
): number {
  for (let i = 0; i < steps; i++) {
    average = movingAverage(average, value, { decay, round });
  }
  return average;
}

Deno.test("movingAverage() keeps the share of the decay and fills the rest", () => {
  assertStrictEquals(movingAverage(4, 8, { decay: 0.75 }), 5);
  assertStrictEquals(movingAverage(0, 1, { decay: 0.875 }), 0.125);
});

Deno.test("movingAverage() computes decay * average + (1 - decay) * value, in this order", () => {
  const any = fc.double({ min: -1e100, max: 1e100, noNaN: true });
  fc.assert(
    fc.property(any, any, (a, x) => {
      const expected = 0.9 * a + (1 - 0.9) * x;
      assertStrictEquals(movingAverage(a, x, { decay: 0.9 }), expected);
    }),
    { seed: 1 },
  );
});

Deno.test("movingAverage() with decay 0 is the new value", () => {
  assertStrictEquals(movingAverage(123, 0.1, { decay: 0 }), 0.1);
  assertStrictEquals(movingAverage(-123, 5e-324, { decay: 0 }), 5e-324);
});

Deno.test("movingAverage() stays between the average and the value", () => {
  const any = fc.double({ min: -1e300, max: 1e300, noNaN: true });
  const decay = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
  fc.assert(
    fc.property(any, any, decay, (a, x, beta) => {
      const average = movingAverage(a, x, { decay: beta });
      // Four roundings (1 - beta, two products, the sum), each of at most half
      // a spacing of a number not above the larger of both; below the normal
      // numbers half a spacing is 2^-1075, so two of the smallest are room.
      const room = 2 * 2 ** -52 * Math.max(Math.abs(a), Math.abs(x)) +
        2 * 2 ** -1074;
      assert(average >= Math.min(a, x) - room);
      assert(average <= Math.max(a, x) + room);
    }),
    { seed: 2, numRuns: 1000 },
  );
});

Deno.test("movingAverage() loses a value whose share is below the smallest subnormal", () => {
  assertStrictEquals(movingAverage(0, 5e-324, { decay: 0.9 }), 0);
  assertStrictEquals(movingAverage(0, 5e-324, { decay: 0.25 }), 5e-324);
});

Deno.test("movingAverage() never becomes -0, as 0 + -0 is 0", () => {
  assertStrictEquals(movingAverage(0, -0, { decay: 0.9 }), 0);
  assertStrictEquals(movingAverage(-0, -0, { decay: 0.9 }), -0);
});

Deno.test("movingAverage() of the largest double does not overflow", () => {
  const most = Number.MAX_VALUE;
  assertStrictEquals(movingAverage(most, most, { decay: 0.5 }), most);
});

Deno.test("movingAverage() rounds once, when the average is stored", () => {
  const [a, x] = [f32(0.1), f32(0.3)];
  const once = movingAverage(a, x, { decay: 0.9, round: f32 });
  assertStrictEquals(once, Math.fround(0.9 * a + (1 - 0.9) * x));

  const parts: number[] = [];
  movingAverage(a, x, { decay: 0.9, round: (y) => (parts.push(y), y) });
  assertStrictEquals(parts.length, 1);
});

Deno.test("movingAverage() does not round the decay: bf16(0.999) would be 1 and learn nothing", () => {
  const average = movingAverage(0, 1, { decay: 0.999, round: bf16 });
  assertStrictEquals(average, bf16(0.001));
});

Deno.test("a bf16 average of ones stalls below 1: at 0.984375 for 0.9, at 0.25 for 0.999", () => {
  // The stall is where (1 - decay) (1 - a) is less than half a spacing at a.
  // PyTorch's fused CPU kernel stalls at the same two numbers.
  assertStrictEquals(repeat(5000, 0, 1, 0.9), 0.984375);
  assertStrictEquals(repeat(5000, 0, 1, 0.999), 0.25);
});

Deno.test("a bf16 average with decay 0.999 never forgets: half a spacing is more than a thousandth", () => {
  const average = repeat(10, 0, 1, 0.999);
  assertStrictEquals(average, 0.00994873046875);
  assertStrictEquals(repeat(1000, average, 0, 0.999), average);
});

Deno.test("movingAverage() refuses a decay outside [0, 1)", () => {
  for (const decay of [1, 1.5, -0.1, -5e-324, Infinity, NaN]) {
    assertThrows(
      () => movingAverage(0, 1, { decay }),
      RangeError,
      `Cannot average as decay must be in [0, 1): current value is ${decay}`,
    );
  }
});

Deno.test("movingAverage() refuses a decay that is no number", () => {
  assertThrows(
    () => movingAverage(0, 1, { decay: "0.9" as never }),
    TypeError,
    "Cannot average as decay must be a number: current value is of type string",
  );
});
