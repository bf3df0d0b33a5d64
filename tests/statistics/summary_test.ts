import { summary } from "adam/statistics";
import { assertEquals, assertThrows } from "@std/assert";

Deno.test("summary() is mean, median, smallest and largest, in any order", () => {
  assertEquals(summary([4, 1, 10]), { mean: 5, median: 4, min: 1, max: 10 });
  assertEquals(summary([9, -1, 3, 1]), { mean: 3, median: 2, min: -1, max: 9 });
  assertEquals(summary([2]), { mean: 2, median: 2, min: 2, max: 2 });
});

Deno.test("summary() sorts as numbers and leaves the list as it was", () => {
  const values = [10, 9, 2e-9];
  assertEquals(summary(values).median, 9);
  assertEquals(values, [10, 9, 2e-9]);
});

Deno.test("summary() refuses no numbers, and NaN", () => {
  assertThrows(() => summary([]), RangeError, "at least one number");
  assertThrows(
    () => summary([1, NaN]),
    RangeError,
    "Cannot sum up as values[1] must be a number: current value is NaN",
  );
});

Deno.test("summary() has no mean of both infinities, and one of numbers whose sum overflows", () => {
  assertThrows(
    () => summary([Infinity, 0, -Infinity]),
    RangeError,
    "as the largest of values must be below Infinity where the least is -Infinity",
  );
  assertEquals(summary([1e308, 1e308]).mean, 1e308);
  assertEquals(summary([1e308, 1e308]).median, 1e308);
  assertEquals(summary([1, Infinity]).mean, Infinity);
});
