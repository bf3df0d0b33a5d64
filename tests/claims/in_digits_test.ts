import { inDigits } from "adam/claims";
import { exponential } from "adam/show";
import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";

Deno.test("inDigits() keeps so many digits of each number, however large it is", () => {
  assertEquals(inDigits({ a: 1 / 3, b: -2 / 3e9, c: 123456, d: 0 }, 3), {
    a: 0.333,
    b: -6.67e-10,
    c: 123000,
    d: 0,
  });
});

Deno.test("inDigits() rounds no farther away than printf does, and 17 digits are all", () => {
  const numbers = fc.double({ min: -1e300, max: 1e300, noNaN: true });
  const digits = fc.integer({ min: 1, max: 15 });
  fc.assert(
    fc.property(numbers, digits, (x, digits) => {
      const { x: rounded } = inDigits({ x }, digits);
      const inPrint = Number(exponential(x, digits - 1));
      // Equal, but for halves, which printf rounds to even digits.
      assert(Math.abs(rounded - x) <= Math.abs(inPrint - x));
      assertEquals(inDigits({ x: rounded }, digits).x, rounded);
      assertEquals(inDigits({ x }, 17).x, x);
    }),
    { examples: [[-0, 1]] },
  );
});

Deno.test("inDigits() refuses what is no number and no count of digits", () => {
  assertThrows(() => inDigits({ a: NaN }, 3), RangeError, "numbers.a must be");
  for (const digits of [0, 1.5, 18]) {
    assertThrows(
      () => inDigits({ a: 1 }, digits),
      RangeError,
      `digits must be a whole number from 1 to 17: current value is ${digits}`,
    );
  }
});
