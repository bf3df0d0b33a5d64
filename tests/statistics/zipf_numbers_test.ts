import { randomNumbers, zipfNumbers } from "adam/statistics";
import { assert, assertEquals, assertThrows } from "@std/assert";

Deno.test("zipfNumbers() draws i in proportion to (i + 1)^-s", () => {
  for (const exponent of [0, 0.5, 1, 2]) {
    const uniform = randomNumbers(11);
    const next = zipfNumbers(5, { exponent, uniform });
    const [count, counts] = [20_000, [0, 0, 0, 0, 0]];
    for (let i = 0; i < count; i++) counts[next()]! += 1;
    const weights = [1, 2, 3, 4, 5].map((k) => k ** -exponent);
    const total = weights.reduce((a, b) => a + b);
    weights.forEach((weight, i) => {
      const probability = weight / total;
      // Five standard deviations of a count.
      const allowed = 5 * Math.sqrt(count * probability * (1 - probability));
      assert(Math.abs(counts[i]! - count * probability) < allowed);
    });
  }
});

Deno.test("zipfNumbers() stays among its numbers for the smallest and the largest number", () => {
  const options = { exponent: 1, uniform: () => 0 };
  assertEquals(zipfNumbers(2074, options)(), 0);
  assertEquals(
    zipfNumbers(2074, { ...options, uniform: () => 1 - 2 ** -53 })(),
    2073,
  );
  assertEquals(zipfNumbers(1, options)(), 0);
});

Deno.test("zipfNumbers() refuses a count or an exponent that is out of range", () => {
  const uniform = () => 0;
  for (const count of [0, -1, 2.5, NaN]) {
    assertThrows(
      () => zipfNumbers(count, { exponent: 1, uniform }),
      RangeError,
      `Cannot make Zipf's numbers as count must be a positive integer: current value is ${count}`,
    );
  }
  for (const exponent of [-1, NaN, Infinity]) {
    assertThrows(
      () => zipfNumbers(3, { exponent, uniform }),
      RangeError,
      `Cannot make Zipf's numbers as exponent must be finite and >= 0: current value is ${exponent}`,
    );
  }
  assertThrows(
    () => zipfNumbers("3" as never, { exponent: 1, uniform }),
    TypeError,
  );
});
