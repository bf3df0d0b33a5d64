import { identicalRows, matrix } from "adam/matrix";
import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";

Deno.test("identicalRows() finds groups in the order of their first rows", () => {
  const rows = matrix(6, 2, [1, 2, 3, 4, 1, 3, 3, 4, 1, 2, 3, 4]);
  assertEquals(identicalRows(rows), [[0, 4], [1, 3, 5]]);
});

Deno.test("identicalRows() takes 0 and -0 for equal, and neighbours for different", () => {
  assertEquals(identicalRows(matrix(2, 1, [0, -0])), [[0, 1]]);
  assertEquals(identicalRows(matrix(2, 1, [1, 1 + 2 ** -52])), []);
  assertEquals(identicalRows(matrix(2, 1, [5e-324, 0])), []);
});

Deno.test("identicalRows() finds what comparing each two rows finds", () => {
  const row = fc.tuple(fc.constantFrom(-1, 0, 12), fc.constantFrom(1, 11, -1));
  const rows = fc.array(row, { minLength: 1, maxLength: 20 });
  fc.assert(fc.property(rows, (rows) => {
    const groups = identicalRows(matrix(rows.length, 2, rows.flat()));
    for (const [i, one] of rows.entries()) {
      for (const [j, other] of rows.entries()) {
        const together = groups.some((g) => g.includes(i) && g.includes(j));
        const same = i !== j && one.every((x, k) => x === other[k]);
        assertEquals(together && i !== j, same);
      }
    }
  }));
});

Deno.test("identicalRows() refuses what is no matrix, and numbers that are not finite", () => {
  const action = "Cannot find identical rows as";
  assertThrows(() => identicalRows([1] as never), TypeError, action);
  const infinite = { rows: 1, columns: 1, values: new Float64Array([NaN]) };
  assertThrows(() => identicalRows(infinite), RangeError, action);
});
