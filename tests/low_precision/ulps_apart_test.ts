import { ulpDistance } from "adam";
import { storedRow, ulpsApart } from "adam/low_precision";
import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { anyRow, block, rounds } from "./stored_rows.ts";

for (const format of ["f32", "f16", "bf16"] as const) {
  Deno.test(`ulpsApart() counts what ulpDistance() of adam counts: ${format}`, () => {
    const two = fc.tuple(anyRow(format, 3), anyRow(format, 3));
    fc.assert(fc.property(two, ([a, b]) => {
      const [x, y] = [storedRow(format, a), storedRow(format, b)];
      fc.pre([...x, ...y].every(Number.isFinite));
      const distances = [...x].map((value, j) =>
        ulpDistance(value, y[j]!, rounds[format])
      );
      const sum = distances.reduce((sum, distance) => sum + distance, 0);
      const largest = Math.max(...distances);
      assertEquals(ulpsApart(format, a, b), { sum, largest });
      const moved = new Uint8Array([0, ...a]).subarray(1);
      assertEquals(ulpsApart(format, moved, b), { sum, largest });
    }));
  });
}

Deno.test("ulpsApart() counts steps of the larger scale in Q8_0", () => {
  const [a, b] = [block(0.25, (j) => j), block(0.5, () => 0)];
  const apart = ulpsApart("q8_0", a, b);
  assertEquals(apart, { sum: 31 * 32 / 2 / 2, largest: 15.5 });
  const zeros = block(0, () => 1);
  assertEquals(ulpsApart("q8_0", zeros, zeros), { sum: 0, largest: 0 });
});

Deno.test("ulpsApart() refuses what are no two rows of a format, of one length", () => {
  const action = "Cannot count the ulps between rows as";
  const bytes = new Uint8Array(6);
  assertThrows(
    () => ulpsApart("f16", bytes, bytes.subarray(2)),
    RangeError,
    action,
  );
  assertThrows(() => ulpsApart("f32", bytes, bytes), RangeError, action);
});
