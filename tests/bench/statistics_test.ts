import {
  assertAlmostEquals,
  assertStrictEquals,
  assertThrows,
} from "@std/assert";
import { logLogSlope, median, spread } from "../../bench/statistics.ts";

Deno.test("median() is the middle value, or between the two in the middle", () => {
  assertStrictEquals(median([3]), 3);
  assertStrictEquals(median([9, 1, 5]), 5);
  assertStrictEquals(median([10, 1, 9, 5]), 7);
  assertThrows(() => median([]), RangeError, "there are no values");
});

Deno.test("spread() is the distance of the quartiles over the median", () => {
  assertStrictEquals(spread([5, 1, 3, 2, 4]), 2 / 3);
  assertStrictEquals(spread([7, 7, 7]), 0);
});

Deno.test("logLogSlope() is the power with which y grows", () => {
  const powers = [1, 10, 1000].map((x) => [x, 7 * x ** 1.5] as const);
  assertAlmostEquals(logLogSlope(powers), 1.5);
  assertAlmostEquals(logLogSlope([[1, 4], [10, 4]]), 0);
  assertThrows(() => logLogSlope([[1, 1]]), RangeError, "it takes 2 points");
});
