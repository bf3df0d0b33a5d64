import { matrix } from "adam/matrix";
import { alignment } from "adam/training";
import { assertAlmostEquals, assertThrows } from "@std/assert";
import fc from "fast-check";

Deno.test("alignment() of n rows at right angles is 1 / √n", () => {
  for (const n of [1, 2, 5, 50]) {
    const rows = matrix(n, n);
    for (let i = 0; i < n; i++) rows.values[i * n + i] = 7;
    // A sum of n products, each rounded by 1e-16.
    assertAlmostEquals(alignment(rows), 1 / Math.sqrt(n), 1e-14);
  }
});

Deno.test("alignment() is that of the median row: a minority that is opposed does not count", () => {
  const rows = matrix(5, 2, [1, 0, 1, 0, 1, 0, 1, 0, -1, 0]);
  assertAlmostEquals(alignment(rows), 1, 1e-15);
});

Deno.test("alignment() does not depend on the unit of the rows", () => {
  const values = fc.array(fc.integer({ min: 1, max: 100 }), {
    minLength: 6,
    maxLength: 6,
  });
  fc.assert(fc.property(values, fc.integer({ min: -60, max: 60 }), (x, k) => {
    const scaled = matrix(3, 2, x.map((value) => value * 2 ** k));
    assertAlmostEquals(alignment(scaled), alignment(matrix(3, 2, x)), 1e-15);
  }));
});

Deno.test("alignment() refuses a row that points nowhere", () => {
  assertThrows(
    () => alignment(matrix(2, 2, [1, 2, 0, 0])),
    RangeError,
    "the norm of row 1 must be finite and > 0",
  );
});
