import { matrix, meanRow } from "adam/matrix";
import { assertEquals, assertThrows } from "@std/assert";

Deno.test("meanRow() is a mean for each column", () => {
  const numbers = matrix(4, 2, [1, -2, 3, 0, 5, 0, -1, -6]);
  assertEquals([...meanRow(numbers)], [2, -2]);
  assertEquals([...meanRow(matrix(1, 3, [7, -0, 5e-324]))], [7, 0, 5e-324]);
});

Deno.test("meanRow() leaves the matrix as it was", () => {
  const numbers = matrix(2, 2, [1, 2, 3, 4]);
  meanRow(numbers);
  assertEquals([...numbers.values], [1, 2, 3, 4]);
});

Deno.test("meanRow() refuses a sum that is not finite", () => {
  assertThrows(
    () => meanRow(matrix(2, 1, [1e308, 1e308])),
    RangeError,
    "Cannot take the mean row as the sums of matrix[0] must be finite",
  );
});
