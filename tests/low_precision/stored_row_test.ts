import { storedRow } from "adam/low_precision";
import { assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { anyRow, block, rounds } from "./stored_rows.ts";

for (const format of ["f32", "f16", "bf16"] as const) {
  Deno.test(`storedRow() gives numbers of the format, at any place in memory: ${format}`, () => {
    const bytes = fc.tuple(anyRow(format, 4), fc.nat(3));
    fc.assert(fc.property(bytes, ([bytes, at]) => {
      const row = storedRow(format, bytes);
      const moved = new Uint8Array(bytes.length + 3);
      moved.set(bytes, at);
      const there = moved.subarray(at, at + bytes.length);
      assertEquals(storedRow(format, there), row);
      for (const x of row) assertStrictEquals(rounds[format](x), x);
    }));
  });
}

Deno.test("storedRow() multiplies a scale and whole numbers in Q8_0", () => {
  const row = storedRow("q8_0", block(0.25, (j) => j - 16));
  assertEquals([...row], Array.from({ length: 32 }, (_, j) => (j - 16) / 4));
});

Deno.test("storedRow() refuses what is no whole row of a format", () => {
  const action = "Cannot read a stored row as";
  const bytes = new Uint8Array(6);
  assertThrows(() => storedRow("f64" as never, bytes), RangeError, action);
  assertThrows(() => storedRow("f32", bytes), RangeError, action);
  assertThrows(() => storedRow("f16", [0, 0] as never), TypeError, action);
  assertThrows(
    () => storedRow("f16", bytes, new Float32Array(2)),
    RangeError,
    action,
  );
});
