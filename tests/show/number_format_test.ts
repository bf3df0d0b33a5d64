import { exponential, fixed } from "adam/show";
import { assertStrictEquals, assertThrows } from "@std/assert";
import reference from "data/printf_reference.json" with { type: "json" };
import fc from "fast-check";

/** In the reference NaN and the infinities are spelled out, as JSON has none. */
const spelled: Record<string, number> = {
  nan: NaN,
  inf: Infinity,
  "-inf": -Infinity,
};
const value = (given: number | string) =>
  typeof given === "number" ? given : spelled[given] ?? Number(given);

Deno.test(`exponential() prints what Python's %e prints, in ${reference.cases.length} cases`, () => {
  for (const given of reference.cases) {
    const text = exponential(value(given.value), given.digits);
    assertStrictEquals(text, given.exponential, `${given.value}`);
  }
});

Deno.test(`fixed() prints what Python's %f prints, in ${reference.cases.length} cases`, () => {
  for (const given of reference.cases) {
    const text = fixed(value(given.value), given.digits);
    assertStrictEquals(text, given.fixed, `${given.value}`);
  }
});

Deno.test("exact ties go to even, which JavaScript's own toFixed does not", () => {
  assertStrictEquals([0.5, 1.5, 2.5].map((x) => fixed(x, 0)).join(), "0,2,2");
  assertStrictEquals((2.5).toFixed(0), "3");
  assertStrictEquals(exponential(2.5, 0), "2e+00");
});

Deno.test("what looks like a tie in decimal and is none in binary is no tie", () => {
  assertStrictEquals(fixed(2.675, 2), "2.67");
  assertStrictEquals(fixed(1.005, 2), "1.00");
});

Deno.test("zero keeps its sign, and so does what rounds to zero", () => {
  assertStrictEquals(fixed(-0, 2), "-0.00");
  assertStrictEquals(exponential(-0, 1), "-0.0e+00");
  assertStrictEquals(fixed(-0.001, 2), "-0.00");
});

Deno.test("a hundred digits are the exact binary value, subnormals too", () => {
  assertStrictEquals(
    fixed(0.1, 60),
    "0.100000000000000005551115123125782702118158340454101562500000",
  );
  assertStrictEquals(exponential(5e-324, 17), "4.94065645841246544e-324");
});

Deno.test("17 digits of a double read back as that double", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (x) => {
      assertStrictEquals(Number(exponential(x, 16)), x);
    }),
    { seed: 1, numRuns: 2000 },
  );
});

Deno.test("digits that are no whole number from 0 to 100 are refused", () => {
  for (const digits of [-1, 0.5, 101, NaN]) {
    for (const print of [exponential, fixed]) {
      assertThrows(
        () => print(1, digits),
        RangeError,
        "Cannot format the number as digits must be a whole number from 0 to 100",
      );
    }
  }
});

Deno.test("what is not a number is refused, not printed as NaN", () => {
  assertThrows(() => fixed("1" as unknown as number, 2), TypeError, "string");
});
