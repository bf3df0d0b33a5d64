import { isAbout, isEqual, isMuchLarger } from "adam/claims";
import { assert, assertStrictEquals, assertThrows } from "@std/assert";
import fc from "fast-check";

Deno.test("isEqual() takes no notice of rounding, of either sign and at any size", () => {
  const numbers = fc.double({ min: 1e-300, max: 1e300, noNaN: true });
  fc.assert(fc.property(numbers, (x) => {
    for (const y of [x, -x]) {
      assert(isEqual(y, y * (1 + 2 ** -41)));
      assert(isEqual(y * (1 + 2 ** -41), y));
      assert(!isEqual(y, y * (1 + 2 ** -39)));
      assert(!isEqual(y, -y) && !isEqual(y, 0));
    }
  }));
  assert(isEqual(0, -0));
});

Deno.test("isAbout() is within a tenth of what is wanted", () => {
  for (
    const [a, wanted, is] of [
      [0.9, 1, true],
      [1.09, 1, true],
      [0.89, 1, false],
      [1.11, 1, false],
      [-0.95, -1, true],
      [0.95, -1, false],
      [0, 0, true],
      [1e-300, 0, false],
    ] as const
  ) assertStrictEquals(isAbout(a, wanted), is, `${a}, ${wanted}`);
});

Deno.test("isMuchLarger() is a hundred times as large", () => {
  assert(isMuchLarger(100, 1) && !isMuchLarger(99, 1));
  assert(isMuchLarger(1e-300, 0));
});

Deno.test("numbers that are to be compared must be finite", () => {
  for (const compare of [isEqual, isAbout, isMuchLarger]) {
    assertThrows(() => compare(NaN, 1), RangeError, "a must be finite");
    assertThrows(() => compare(1, Infinity), RangeError, "must be finite");
    assertThrows(() => compare("1" as never, 1), TypeError, "a number");
  }
});
