import { rankedShares } from "adam/statistics";
import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";

const sizes = fc.array(
  fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }),
  { minLength: 1 },
).filter((values) => values.some((value) => value > 0));

Deno.test("rankedShares() ranks from the largest down, and the shares rise to 1", () => {
  fc.assert(fc.property(sizes, (values) => {
    const ranked = rankedShares(values);
    assertEquals(ranked.map(({ rank }) => rank), values.map((_, i) => i + 1));
    assertEquals(
      ranked.map(({ value }) => value),
      values.toSorted((a, b) => b - a),
    );
    ranked.slice(1).forEach(({ share }, i) =>
      assert(share >= ranked[i]!.share)
    );
    assertEquals(ranked.at(-1)!.share, 1);
  }));
});

Deno.test("rankedShares() is exact for equal sizes, however large they are", () => {
  for (const size of [2 ** -1074, 1, Number.MAX_VALUE]) {
    const shares = rankedShares([size, size, size, size]).map((r) => r.share);
    assertEquals(shares, [0.25, 0.5, 0.75, 1]);
  }
});

Deno.test("rankedShares() sorts as numbers and leaves the list as it was", () => {
  const values = [9, 10, 1];
  assertEquals(rankedShares(values)[0], { rank: 1, value: 10, share: 0.5 });
  assertEquals(values, [9, 10, 1]);
});

Deno.test("rankedShares() refuses what has no share", () => {
  assertThrows(() => rankedShares([]), RangeError, "at least one number");
  assertThrows(() => rankedShares([1, -1]), RangeError, "values[1]");
  assertThrows(
    () => rankedShares([0, 0]),
    RangeError,
    "Cannot rank the sizes as the largest of values must be finite and > 0: current value is 0",
  );
});
