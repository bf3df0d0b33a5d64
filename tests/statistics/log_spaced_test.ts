import { f64, ulpDistance } from "adam";
import { logSpaced } from "adam/statistics";
import {
  assert,
  assertEquals,
  assertStrictEquals,
  assertThrows,
} from "@std/assert";
import fc from "fast-check";

/** Up to 14 decades, so that a logarithm has 4 bits before its point. */
const end = fc.double({ min: -14, max: 14, noNaN: true }).map((e) => 10 ** e);

// A logarithm below 16 in size is off by 2^-49 at most, after the three
// operations by a few times that; 10 to its power by ln(10) times as much.
const tolerance = 16 * 2 ** -49;

Deno.test("logSpaced() gives what numpy.geomspace gives", () => {
  // NumPy 2.2.6.
  const numpy: [[number, number, number], number[]][] = [
    [[1e-13, 10, 9], [
      1e-13,
      5.6234132519034904e-12,
      3.1622776601683795e-10,
      1.7782794100389228e-08,
      1e-06,
      5.623413251903491e-05,
      0.0031622776601683794,
      0.1778279410038923,
      10.0,
    ]],
    [[3, 0.007, 7], [
      3.0,
      1.092573641622805,
      0.3979057207896392,
      0.14491376746189435,
      0.05277632087904076,
      0.01922067236475575,
      0.007,
    ]],
  ];
  for (const [given, expected] of numpy) {
    const numbers = logSpaced(...given);
    assertStrictEquals(numbers.length, expected.length);
    for (const [i, number] of numbers.entries()) {
      assert(Math.abs(number / expected[i]! - 1) < tolerance);
    }
  }
});

Deno.test("logSpaced() gives powers of ten exactly", () => {
  const decades = Array.from({ length: 15 }, (_, i) => Number(`1e${i - 13}`));
  assertEquals(logSpaced(1e-13, 10, 15), decades);
  assertEquals(logSpaced(10, 1e-13, 15), decades.toReversed());
});

Deno.test("logSpaced() has both ends exactly, and each number the same factor from the next", () => {
  const count = fc.integer({ min: 2, max: 40 });
  fc.assert(
    fc.property(end, end, count, (first, last, count) => {
      const numbers = logSpaced(first, last, count);
      assertStrictEquals(numbers.length, count);
      assertEquals([numbers[0], numbers.at(-1)], [first, last]);
      const factor = (last / first) ** (1 / (count - 1));
      for (let i = 1; i < count; i++) {
        const off = numbers[i]! / numbers[i - 1]! / factor - 1;
        assert(Math.abs(off) < 4 * tolerance);
      }
    }),
    { seed: 1 },
  );
});

Deno.test("logSpaced() reaches from the smallest number to the largest", () => {
  const [first, middle, last] = logSpaced(5e-324, Number.MAX_VALUE, 3);
  assertEquals([first, last], [5e-324, Number.MAX_VALUE]);
  assert(Math.abs(Math.log10(middle!) + 7.5) < 0.5);
  assert(ulpDistance(middle!, 0, f64) > 0);
});

Deno.test("logSpaced() refuses an end without a logarithm and a count below 2", () => {
  for (const bad of [0, -1, NaN, Infinity]) {
    assertThrows(
      () => logSpaced(bad, 1, 3),
      RangeError,
      `Cannot space the numbers as first must be finite and > 0: current value is ${bad}`,
    );
    assertThrows(() => logSpaced(1, bad, 3), RangeError, "last must be");
  }
  for (const count of [1, 0, 2.5, NaN, 2 ** 32]) {
    assertThrows(
      () => logSpaced(1, 2, count),
      RangeError,
      `Cannot space the numbers as count must be a whole number from 2 to 2^31: current value is ${count}`,
    );
  }
  assertThrows(() => logSpaced("1" as never, 2, 3), TypeError);
});
