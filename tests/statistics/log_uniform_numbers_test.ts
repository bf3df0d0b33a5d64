import { logUniformNumbers, randomNumbers } from "adam/statistics";
import {
  assert,
  assertEquals,
  assertStrictEquals,
  assertThrows,
} from "@std/assert";
import fc from "fast-check";

Deno.test("logUniformNumbers() gives the quantiles of scipy.stats.loguniform", () => {
  // scipy.stats.loguniform(1e-8, 3).ppf([0, 0.1, 0.25, 0.7]), SciPy 1.17.1.
  const scipy = [
    1e-08,
    7.042261140012362e-08,
    1.3160740129524923e-06,
    0.008589836120408863,
  ];
  const levels = [0, 0.1, 0.25, 0.7].values();
  const uniform = () => levels.next().value!;
  const next = logUniformNumbers(uniform, { least: 1e-8, most: 3 });
  for (const expected of scipy) {
    // A logarithm below 8 is off by 2^-50, after two operations by a few times
    // that, and e^x by ln(10) times as much; so are SciPy's.
    assert(Math.abs(next() / expected - 1) < 32 * 2 ** -50);
  }
});

Deno.test("logUniformNumbers() gives every decade equally many numbers", () => {
  const uniform = randomNumbers(3);
  const next = logUniformNumbers(uniform, { least: 1e-8, most: 1 });
  const [count, counts] = [8000, Array<number>(8).fill(0)];
  for (let i = 0; i < count; i++) counts[Math.floor(-Math.log10(next()))]! += 1;
  // Five standard deviations of a binomial count.
  const allowed = 5 * Math.sqrt(count * (1 / 8) * (7 / 8));
  for (const each of counts) assert(Math.abs(each - count / 8) < allowed);
});

Deno.test("logUniformNumbers() stays between its ends, for the smallest and the largest uniform number too", () => {
  const end = fc.double({ min: 5e-324, max: Number.MAX_VALUE, noNaN: true });
  const level = fc.constantFrom(0, 0.5, 1 - 2 ** -53);
  fc.assert(
    fc.property(end, end, level, (a, b, level) => {
      const [least, most] = [Math.min(a, b), Math.max(a, b)];
      const number = logUniformNumbers(() => level, { least, most })();
      assert(number >= least && number <= most);
    }),
    { seed: 1 },
  );
});

Deno.test("logUniformNumbers() with equal ends gives that number", () => {
  const next = logUniformNumbers(() => 0.3, { least: 0.007, most: 0.007 });
  assertStrictEquals(next(), 0.007);
});

Deno.test("logUniformNumbers() takes one uniform number for each of its own", () => {
  const [one, other] = [randomNumbers(7), randomNumbers(7)];
  const next = logUniformNumbers(one, { least: 1e-8, most: 1 });
  for (let i = 0; i < 5; i++) {
    const number = next();
    assertEquals(number, 10 ** (8 * other() - 8));
  }
});

Deno.test("logUniformNumbers() refuses ends that are none or stand the wrong way round, by name", () => {
  const uniform = () => 0;
  for (const least of [0, -1, NaN, Infinity]) {
    assertThrows(
      () => logUniformNumbers(uniform, { least, most: 1 }),
      RangeError,
      `Cannot make log-uniform numbers as least must be finite and > 0: current value is ${least}`,
    );
  }
  for (const most of [0.1, NaN, Infinity]) {
    assertThrows(
      () => logUniformNumbers(uniform, { least: 0.5, most }),
      RangeError,
      `Cannot make log-uniform numbers as most must be finite and not below least, 0.5: current value is ${most}`,
    );
  }
  assertThrows(
    () => logUniformNumbers(uniform, { least: 1 } as never),
    TypeError,
    "most must be a number",
  );
  assertThrows(
    () => logUniformNumbers(1 as never, { least: 1, most: 2 }),
    TypeError,
    "uniform must be a function",
  );
  const wrong = logUniformNumbers(() => 1, { least: 1, most: 2 });
  assertThrows(wrong, RangeError, "what uniform gives must be in [0, 1)");
});
