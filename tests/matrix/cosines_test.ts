import { cosines, matrix } from "adam/matrix";
import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";

Deno.test("cosines() is 1, 0 or -1 along an axis, and between them elsewhere", () => {
  const rows = matrix(4, 2, [5, 0, 0, -2, -1, 0, -3, 4]);
  assertEquals([...cosines(rows, [2, 0])], [1, 0, -1, -0.6]);
  assertEquals([...cosines(rows, [0, 2])], [0, -1, 0, 0.8]);
});

Deno.test("cosines() knows no lengths, and does not underflow or overflow with the squares", () => {
  const rows = matrix(2, 2, [3e-300, 4e-300, 3e300, 4e300]);
  for (const length of [1e-300, 1, 1e300]) {
    for (const cosine of cosines(rows, [length, 0])) {
      assertAlmostEquals(cosine, 0.6, 1e-15);
    }
  }
});

Deno.test("cosines() stays in [-1, 1] but for rounding, and turns with the sign", () => {
  const number = fc.double({ min: 1e-3, max: 1e3, noNaN: true });
  const row = fc.array(number, { minLength: 4, maxLength: 4 });
  fc.assert(fc.property(row, row, (values, direction) => {
    const rows = matrix(2, 4, [...values, ...values.map((x) => -x)]);
    const [there, back] = cosines(rows, direction);
    assertEquals(there, -back!);
    // Two norms and four products, each rounded by 2^-53 or a few times that.
    assertAlmostEquals(Math.max(there!, 1), 1, 1e-14);
  }));
});

Deno.test("cosines() refuses what has no direction, and another width", () => {
  assertThrows(
    () => cosines(matrix(2, 1, [1, 0]), [1]),
    RangeError,
    "Cannot find the cosines as the norm of row 1 must be finite and > 0, to have a direction: current value is 0",
  );
  assertThrows(
    () => cosines(matrix(1, 1, [1]), [0]),
    RangeError,
    "the norm of the direction",
  );
  assertThrows(
    () => cosines(matrix(1, 1, [1]), [1, 2]),
    RangeError,
    "the length of the direction must be that of a row, 1: current value is 2",
  );
  assertThrows(() => cosines(matrix(1, 1, [NaN]), [1]), RangeError);
});
