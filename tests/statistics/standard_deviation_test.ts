import { standardDeviation } from "adam/statistics";
import {
  assertAlmostEquals,
  assertStrictEquals,
  assertThrows,
} from "@std/assert";
import { Decimal } from "decimal.js";
import fc from "fast-check";

Deno.test("standardDeviation() is the root of the mean square distance from the mean", () => {
  assertStrictEquals(standardDeviation([2, 4, 4, 4, 5, 5, 7, 9]), 2);
  assertStrictEquals(standardDeviation([7]), 0);
  assertStrictEquals(standardDeviation(Float64Array.of(-3, 3)), 3);
});

Deno.test("standardDeviation() of whole numbers is right to a few ulps", () => {
  const wholes = fc.array(fc.integer({ min: -1e6, max: 1e6 }), {
    minLength: 1,
    maxLength: 300,
  });
  fc.assert(fc.property(wholes, (values) => {
    const mean = Decimal.sum(...values).div(values.length);
    const squares = values.map((value) => mean.minus(value).pow(2));
    const exact = Decimal.sum(...squares).div(values.length).sqrt().toNumber();
    // The mean is off by half an ulp of 1e6 at most, 6e-11, and so is what is near it.
    assertAlmostEquals(standardDeviation(values), exact, 1e-15 * exact + 1e-10);
  }));
});

Deno.test("standardDeviation() keeps the last digits over many numbers", () => {
  // A plain sum of the squares is off by more than 1e-13 here.
  const values = Array.from(
    { length: 1e6 },
    (_, i) => i % 2 === 0 ? 0.1 : -0.1,
  );
  assertAlmostEquals(standardDeviation(values), 0.1, 2e-17);
});

Deno.test("standardDeviation() refuses no numbers, and what is not finite", () => {
  assertThrows(() => standardDeviation([]), RangeError, "at least one number");
  assertThrows(
    () => standardDeviation([1, Infinity]),
    RangeError,
    "Cannot find the standard deviation as values[1] must be finite: current value is Infinity",
  );
  assertThrows(
    () => standardDeviation([1e200, -1e200]),
    RangeError,
    "the sum of squares of values must be finite",
  );
});
