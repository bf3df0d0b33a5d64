import { f64, ulpDistance } from "adam";
import { normalNumbers, randomNumbers } from "adam/statistics";
import {
  assert,
  assertEquals,
  assertStrictEquals,
  assertThrows,
} from "@std/assert";
import reference from "data/language_model.json" with { type: "json" };

for (const { seed, numbers } of reference.normalNumbers) {
  Deno.test(`normalNumbers() gives what NumPy gives: seed ${seed}`, () => {
    const next = normalNumbers(randomNumbers(seed));
    const apart = numbers.map((number) => ulpDistance(next(), number, f64));
    // Points, squares and roots are rounded alike. The C library's logarithm
    // is not the rounded one in some of 10,000 cases, and then both numbers of
    // a pair change by an ulp or two. Measured: one pair of seed 0, and no
    // other of these 4000 numbers.
    assert(Math.max(...apart) <= 2);
    assert(apart.filter((ulps) => ulps > 0).length <= 2);
  });
}

Deno.test("normalNumbers() leaves out points outside the circle and its center", () => {
  const points = [0.99, 0.99, 0.5, 0.5, 0.75, 0.5].values();
  const next = normalNumbers(() => points.next().value!);
  assertStrictEquals(next(), 0); // of (0.5, 0): the second coordinate first
  const r = 0.25;
  assertStrictEquals(next(), 0.5 * Math.sqrt(-2 * Math.log(r) / r));
});

Deno.test("normalNumbers() has mean 0, variance 1 and a kurtosis of 3", () => {
  const next = normalNumbers(randomNumbers(7));
  const count = 100_000;
  const sums = [0, 0, 0];
  for (let i = 0; i < count; i++) {
    const z = next();
    [z, z ** 2, z ** 4].forEach((power, k) => sums[k]! += power / count);
  }
  // Five standard errors: of z, z^2 and z^4 the variances are 1, 2 and 96.
  [[0, 1], [1, 2], [3, 96]].forEach(([mean, variance], k) =>
    assert(Math.abs(sums[k]! - mean!) < 5 * Math.sqrt(variance! / count))
  );
});

Deno.test("two sources of one seed go their own ways", () => {
  const [one, other] = [3, 3].map((seed) => normalNumbers(randomNumbers(seed)));
  const numbers = [one!(), one!(), one!()];
  assertEquals([other!(), other!(), other!()], numbers);
});

Deno.test("normalNumbers() refuses a source that is none: always one point, out of range, no number, no function", () => {
  for (const stuck of [0, 0.5, 0.999]) {
    assertThrows(
      normalNumbers(() => stuck),
      RangeError,
      "Cannot make normal numbers as uniform must give random numbers",
    );
  }
  for (const outside of [1, -0.1, NaN, Infinity]) {
    assertThrows(
      normalNumbers(() => outside),
      RangeError,
      `as what uniform gives must be in [0, 1): current value is ${outside}`,
    );
  }
  assertThrows(
    normalNumbers(() => "0.3" as never),
    TypeError,
    "as what uniform gives must be a number: current value is of type string",
  );
  assertThrows(
    () => normalNumbers(0.3 as never),
    TypeError,
    "Cannot make normal numbers as uniform must be a function",
  );
});
