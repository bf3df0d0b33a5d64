import {
  cosines,
  type Matrix,
  matrix,
  meanRow,
  product,
  rowNorms,
  rowOf,
  transposed,
} from "adam/matrix";
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

Deno.test("matrix() refuses sizes that are negative or beyond memory, and values that are no numbers", () => {
  assertThrows(
    () => matrix(-1, 2),
    RangeError,
    "Cannot make a matrix as rows must be a positive integer: current value is -1",
  );
  assertThrows(
    () => matrix(2 ** 40, 2 ** 12),
    RangeError,
    "Cannot make a matrix as rows x columns must be a positive integer, 2^31 at most",
  );
  assertThrows(() => matrix(1, 1, ["1"] as never), TypeError, "values[0]");
  assertThrows(() => matrix(1, 1, null as never), TypeError, "values");
});

Deno.test("what is no matrix is refused by its name", () => {
  const right = matrix(2, 2, [1, 2, 3, 4]);
  for (const none of [null, [[1, 2]], { rows: 2, columns: 2, values: [1] }]) {
    const given = none as unknown as Matrix;
    assertThrows(() => rowOf(given, 0), TypeError, "matrix");
    assertThrows(() => rowNorms(given), TypeError, "matrix");
    assertThrows(() => meanRow(given), TypeError, "matrix");
    assertThrows(() => cosines(given, [1, 2]), TypeError, "rows");
    assertThrows(() => product(given, right), TypeError, "a");
    assertThrows(() => product(right, given), TypeError, "b");
    assertThrows(() => transposed(given), TypeError, "original");
  }
});

Deno.test("no function of adam/matrix changes the numbers that it is given", () => {
  const rows = matrix(2, 3, [3, -4, 0.1, 5, 6, 1e-9]);
  const direction = Float64Array.of(7, 0.3, -2);
  const before = structuredClone({ rows, direction });
  meanRow(rows);
  rowNorms(rows);
  transposed(rows);
  product(rows, rows);
  cosines(rows, direction);
  assertEquals({ rows, direction }, before);
});
