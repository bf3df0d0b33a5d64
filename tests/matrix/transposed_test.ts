import { matrix, rowOf, transposed } from "adam/matrix";
import { assertEquals, assertThrows } from "@std/assert";

Deno.test("transposed() has a row for each column, and its own numbers", () => {
  const original = matrix(2, 3, [1, 2, 3, 4, 5, 6]);
  const turned = transposed(original);
  assertEquals(turned, matrix(3, 2, [1, 4, 2, 5, 3, 6]));
  rowOf(turned, 0).fill(9);
  assertEquals([...original.values], [1, 2, 3, 4, 5, 6]);
});

Deno.test("transposed() twice is the matrix", () => {
  const original = matrix(4, 3, Array.from({ length: 12 }, (_, i) => i ** 2));
  assertEquals(transposed(transposed(original)), original);
});

Deno.test("transposed() refuses a matrix that has not as many numbers as it says", () => {
  const short = { rows: 2, columns: 2, values: new Float64Array(3) };
  assertThrows(
    () => transposed(short),
    RangeError,
    "Cannot transpose a matrix as original.values.length must be that of original.rows x original.columns, 4: current value is 3",
  );
});
