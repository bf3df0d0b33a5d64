import { randomNumbers } from "adam";
import { zipfTokens } from "adam/language_model";
import { assert, assertEquals, assertThrows } from "@std/assert";

Deno.test("zipfTokens() draws token i in proportion to (i + 1)^-s", () => {
  for (const exponent of [0, 0.5, 1, 2]) {
    const uniform = randomNumbers(11);
    const next = zipfTokens(5, { exponent, uniform });
    const [count, counts] = [20_000, [0, 0, 0, 0, 0]];
    for (let i = 0; i < count; i++) counts[next()]! += 1;
    const weights = [1, 2, 3, 4, 5].map((k) => k ** -exponent);
    const total = weights.reduce((a, b) => a + b);
    weights.forEach((weight, i) => {
      const share = weight / total;
      // Five standard deviations of a count.
      const allowed = 5 * Math.sqrt(count * share * (1 - share));
      assert(Math.abs(counts[i]! - count * share) < allowed);
    });
  }
});

Deno.test("zipfTokens() stays among its tokens for the smallest and the largest number", () => {
  const options = { exponent: 1, uniform: () => 0 };
  assertEquals(zipfTokens(2074, options)(), 0);
  assertEquals(
    zipfTokens(2074, { ...options, uniform: () => 1 - 2 ** -53 })(),
    2073,
  );
  assertEquals(zipfTokens(1, options)(), 0);
});

Deno.test("zipfTokens() refuses a count or an exponent that is out of range", () => {
  const uniform = () => 0;
  for (const count of [0, -1, 2.5, NaN]) {
    assertThrows(
      () => zipfTokens(count, { exponent: 1, uniform }),
      RangeError,
      `Cannot make tokens as count must be a positive integer: current value is ${count}`,
    );
  }
  for (const exponent of [-1, NaN, Infinity]) {
    assertThrows(
      () => zipfTokens(3, { exponent, uniform }),
      RangeError,
      `Cannot make tokens as exponent must be finite and >= 0: current value is ${exponent}`,
    );
  }
  assertThrows(
    () => zipfTokens("3" as never, { exponent: 1, uniform }),
    TypeError,
  );
});
