import { matrix, rowNorms } from "adam/matrix";
import { assertEquals, assertThrows } from "@std/assert";

Deno.test("rowNorms() is a norm for each row", () => {
  const numbers = matrix(3, 3, [2, 3, 6, 0, 0, 0, -1, -4, 8]);
  // In units of 6 and 8; the first one's squares round, and round back.
  assertEquals([...rowNorms(numbers)], [7, 0, 9]);
});

Deno.test("rowNorms() does not underflow or overflow with the squares", () => {
  const numbers = matrix(3, 2, [3e-300, 4e-300, 3e300, 4e300, 5e-324, 0]);
  assertEquals([...rowNorms(numbers)], [5e-300, 5e300, 5e-324]);
});

Deno.test("rowNorms() of a row with an infinity is infinity, and NaN is refused", () => {
  const numbers = matrix(2, 2, [Infinity, -Infinity, 3, 4]);
  assertEquals([...rowNorms(numbers)], [Infinity, 5]);
  assertThrows(
    () => rowNorms(matrix(1, 2, [NaN, Infinity])),
    RangeError,
    "Cannot take the norms of rows as the largest of matrix must be a number: current value is NaN",
  );
});
