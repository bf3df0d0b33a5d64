import { judge } from "adam/claims";
import { exponential, fixed } from "adam/show";
import {
  assert,
  assertEquals,
  assertStrictEquals,
  assertThrows,
} from "@std/assert";
import fc from "fast-check";

function verdict(decides: string, numbers: Record<string, number>): string {
  return judge({ decides }, numbers).verdict;
}

Deno.test("judge() compares by one rule for all claims", () => {
  const numbers = { half: 0.5, nearly: 0.46, last: 0.5 * (1 + 2 ** -50) };
  for (
    const holds of [
      "last = half",
      "nearly ≈ half",
      "half > nearly",
      "nearly < 0.5",
      "half ≫ 5e-3",
      "half < 1.1 nearly",
      "half prints as 0.50",
      "half = 0.5 and nearly > 0",
    ]
  ) assertStrictEquals(verdict(holds, numbers), "holds", holds);
  for (
    const fails of [
      "nearly = half",
      "half ≈ 0.6",
      "half < half",
      "half > half",
      "half ≫ 6e-3",
      "half > 1.1 nearly",
      "half prints as 0.51",
      "half = 0.5 and nearly > half",
    ]
  ) assertStrictEquals(verdict(fails, numbers), "refuted", fails);
});

Deno.test("judge() keeps the numbers, whatever the verdict", () => {
  const numbers = { share: 0.5, other: 1 };
  assertEquals(judge({ decides: "share = 1" }, numbers), {
    verdict: "refuted",
    numbers,
  });
});

Deno.test("judge() names the condition only where it makes the difference", () => {
  const criterion = { decides: "far ≈ 1", condition: "x", otherwise: "at ≈ 1" };
  const of = (far: number, at: number) => judge(criterion, { far, at }).verdict;
  assertStrictEquals(of(1, 0.5), "holds only if x");
  assertStrictEquals(of(1, 1), "holds");
  assertStrictEquals(of(0.5, 0.5), "refuted");
  assertStrictEquals(of(0.5, 1), "refuted");
});

Deno.test("judge() tells exact digits in print from rounded ones and from wrong ones", () => {
  const of = (text: string, a: number) => verdict(`a prints as ${text}`, { a });
  assertStrictEquals(of("0.5", 0.5), "holds");
  assertStrictEquals(of("0.1", 0.1 - 2 ** -55), "holds");
  assertStrictEquals(of("0.50", 0.4997), "holds to the printed digits");
  assertStrictEquals(of("1.79e-05", 1.7872e-5), "holds to the printed digits");
  assertStrictEquals(of("1.79e-05", 1.76e-5), "refuted");
  assertStrictEquals(of("333", 333.67), "refuted");
});

Deno.test("judge() lets a half, and what lies a last bit beside it, print either way", () => {
  const of = (text: string, a: number) => verdict(`a prints as ${text}`, { a });
  for (const text of ["0.12", "0.13"]) {
    assertStrictEquals(of(text, 0.125), "holds to the printed digits");
  }
  // 1.005 in binary64 is a little less.
  for (const text of ["1.00", "1.01", "-1.00", "-1.01"]) {
    const exact = Math.sign(Number(text)) * 1.005;
    assertStrictEquals(of(text, exact), "holds to the printed digits");
  }
  assertStrictEquals(of("0.12", 0.125 + 2 ** -50), "refuted");
});

Deno.test("judge() accepts what printf prints of any number, and not the next digit", () => {
  // Units in print that are far above the last bits of the exact number.
  const exact = fc.double({ min: 1e-5, max: 1e5, noNaN: true });
  const digits = fc.integer({ min: 0, max: 8 });
  fc.assert(fc.property(exact, digits, (a, digits) => {
    for (const format of [fixed, exponential]) {
      const text = format(a, digits);
      assert(verdict(`a prints as ${text}`, { a }) !== "refuted", text);
      const [, power = "0"] = text.split("e");
      const unit = 10 ** (Number(power) - digits);
      // Two units away no half is near.
      const wrong = format(Number(text) + 2 * unit, digits);
      assertStrictEquals(verdict(`a prints as ${wrong}`, { a }), "refuted");
    }
  }));
});

Deno.test("judge() refuses what is no criterion", () => {
  for (
    const decides of [
      "share",
      "share is 1",
      "1 = 1",
      "share =",
      "share = 1 and half",
      "share prints as half",
      "share = 2 3 share",
    ]
  ) {
    assertThrows(
      () => verdict(decides, { share: 1, half: 1 }),
      RangeError,
      "Cannot judge the claim as the criterion must be comparisons",
    );
  }
  assertThrows(
    () => verdict("share = other", { share: 1 }),
    RangeError,
    "numbers must have other: current names are share",
  );
  assertThrows(
    () => verdict("toString = 1", { share: 1 }),
    RangeError,
    "numbers must have toString",
  );
});

Deno.test("judge() wants words, and finite numbers", () => {
  const call = judge as (...given: unknown[]) => unknown;
  assertThrows(() => call({}, {}), TypeError, "decides must say something");
  assertThrows(
    () => call({ decides: "a = 1", otherwise: "a = 1" }, { a: 1 }),
    TypeError,
    "condition must say something",
  );
  assertThrows(
    () => call({ decides: "a = 1", condition: "x", otherwise: 1 }, { a: 1 }),
    TypeError,
    "the criterion must be a string",
  );
  assertThrows(() => verdict("a = 1", { a: NaN }), RangeError, "numbers.a");
});
