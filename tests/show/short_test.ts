import { short } from "adam/show";
import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";

Deno.test("short() keeps to the digits where two of them show, and changes to exponents below", () => {
  const values = [0, -0, 1.79e-10, 0.0999, 0.1, 0.999, 1, -84.96, 1e6];
  assertEquals(values.map((value) => short(value, 2)), [
    "0",
    "0",
    "1.8e-10",
    "1.0e-01",
    "0.10",
    "1.00",
    "1.00",
    "-84.96",
    "1000000.00",
  ]);
  assertEquals([0.999, 1, 1.04].map((value) => short(value, 1)), [
    "1.0e+00",
    "1.0",
    "1.0",
  ]);
});

Deno.test("short() is never off by more than half of its second digit", () => {
  const value = fc.double({ min: 1e-300, max: 1e20, noNaN: true });
  const digits = fc.integer({ min: 0, max: 5 });
  fc.assert(fc.property(value, digits, (value, digits) => {
    // Half a unit of the second digit is a twentieth of a number in [1, 10);
    // a bit more for what the quotient rounds.
    assert(Math.abs(Number(short(value, digits)) / value - 1) < 0.0500001);
  }));
});

Deno.test("short() says nan and inf, and refuses what is no number or no count of digits", () => {
  assertEquals([NaN, Infinity, -Infinity].map((value) => short(value, 2)), [
    "nan",
    "inf",
    "-inf",
  ]);
  assertThrows(() => short(1e-9, 1.5), RangeError, "digits must be");
  assertThrows(() => short("1" as never, 1), TypeError, "value must be");
});
