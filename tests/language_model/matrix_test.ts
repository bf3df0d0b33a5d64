import { matrix, rowOf } from "adam/language_model";
import { assertEquals, assertStrictEquals, assertThrows } from "@std/assert";

Deno.test("matrix() is zeros unless it is given numbers", () => {
  assertEquals([...matrix(2, 2).values], [0, 0, 0, 0]);
  assertEquals([...matrix(2, 1, [3, 4]).values], [3, 4]);
});

Deno.test("matrix() holds a Float64Array that it is given, and copies other lists", () => {
  const values = Float64Array.of(1, 2);
  assertStrictEquals(matrix(1, 2, values).values, values);
});

Deno.test("matrix() refuses sizes that are no counts, and another number of values", () => {
  for (const size of [0, -1, 1.5, NaN]) {
    assertThrows(
      () => matrix(size, 1, []),
      RangeError,
      `Cannot make a matrix as rows must be a positive integer: current value is ${size}`,
    );
    assertThrows(() => matrix(1, size, []), RangeError, "columns");
  }
  assertThrows(
    () => matrix(2, 3, [1, 2, 3, 4, 5]),
    RangeError,
    "Cannot make a matrix as the number of values must be 2 x 3 = 6: current value is 5",
  );
  assertThrows(() => matrix("2" as never, 1, [1, 2]), TypeError);
});

Deno.test("rowOf() is a view: what is written to it is in the matrix", () => {
  const numbers = matrix(2, 2, [1, 2, 3, 4]);
  rowOf(numbers, 1)[0] = 9;
  assertEquals([...numbers.values], [1, 2, 9, 4]);
});

Deno.test("rowOf() refuses a row that is not there", () => {
  for (const row of [-1, 2, 0.5, NaN]) {
    assertThrows(
      () => rowOf(matrix(2, 2), row),
      RangeError,
      `Cannot take a row as row must be a whole number in [0, 2): current value is ${row}`,
    );
  }
});
