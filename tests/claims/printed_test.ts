import { asPrinted, printed } from "adam/claims";
import { exponential, fixed } from "adam/show";
import {
  assert,
  assertEquals,
  assertStrictEquals,
  assertThrows,
} from "@std/assert";
import fc from "fast-check";

function verdict(text: string, exact: number): string {
  return printed({ a: [text, exact] }).verdict;
}

Deno.test("printed() tells exact numbers from rounded ones and from wrong ones", () => {
  assertStrictEquals(verdict("0.5", 0.5), "holds");
  assertStrictEquals(verdict("0.50", 0.4997), "holds to the printed digits");
  assertStrictEquals(
    verdict("1.79e-05", 1.7872e-5),
    "holds to the printed digits",
  );
  assertStrictEquals(verdict("1.79e-05", 1.76e-5), "refuted");
  assertStrictEquals(verdict("333", 333.67), "refuted");
});

Deno.test("printed() refutes all numbers if one is wrong, and keeps the exact ones", () => {
  assertEquals(printed({ a: ["5.3", 5.26], b: ["333", 333.67] }), {
    verdict: "refuted",
    numbers: { a: 5.26, b: 333.67 },
  });
  assertStrictEquals(
    printed({ a: ["5.3", 5.26], b: ["0.5", 0.5] }).verdict,
    "holds to the printed digits",
  );
});

Deno.test("printed() lets a half, and what lies a last bit beside it, go either way", () => {
  for (const text of ["0.12", "0.13"]) {
    assertStrictEquals(verdict(text, 0.125), "holds to the printed digits");
  }
  // 1.005 in binary64 is a little less, 1.015 a little more or less, too.
  for (const text of ["1.00", "1.01", "-1.00", "-1.01"]) {
    const exact = Math.sign(Number(text)) * 1.005;
    assertStrictEquals(verdict(text, exact), "holds to the printed digits");
  }
  assertStrictEquals(verdict("0.12", 0.125 + 2 ** -50), "refuted");
});

Deno.test("printed() accepts what printf prints of any number, and not the next digit", () => {
  // Units in print that are far above the last bits of the exact number.
  const exact = fc.double({ min: 1e-5, max: 1e5, noNaN: true });
  const digits = fc.integer({ min: 0, max: 8 });
  fc.assert(fc.property(exact, digits, (exact, digits) => {
    for (const format of [fixed, exponential]) {
      const text = format(exact, digits);
      assert(verdict(text, exact) !== "refuted", text);
      const [, power = "0"] = text.split("e");
      const unit = 10 ** (Number(power) - digits);
      // Two units away no half is near.
      const wrong = format(Number(text) + 2 * unit, digits);
      assertStrictEquals(verdict(wrong, exact), "refuted");
    }
  }));
});

Deno.test("asPrinted() holds to the printed digits, or is refuted", () => {
  const numbers = { norm: 1 };
  assertEquals(asPrinted(true, numbers), {
    verdict: "holds to the printed digits",
    numbers,
  });
  assertEquals(asPrinted(false, numbers), { verdict: "refuted", numbers });
});

Deno.test("printed() refuses what is no pair of a number in print and a number", () => {
  const call = printed as (pairs: unknown) => unknown;
  for (const text of ["", "x333", "0x10", "1.", "NaN", "1e"]) {
    assertThrows(
      () => call({ a: [text, 1] }),
      RangeError,
      `the text of pairs.a must be a number in decimal digits: current value is "${text}"`,
    );
  }
  assertThrows(() => call({ a: ["1", NaN] }), RangeError, "pairs.a must be");
  assertThrows(() => call({ a: ["1"] }), TypeError, "pairs.a must be a pair");
  assertThrows(() => call({ a: "12" }), TypeError, "pairs.a must be a pair");
  assertThrows(() => call({ a: [1, 1] }), TypeError, "must be a string");
  assertThrows(() => call([]), TypeError, "pairs must be a record");
});
