import { bf16, f16, f32, type Round, ulpDistance } from "adam";
import {
  storedBlocks,
  type StoredFormat,
  storedRow,
  ulpsApart,
} from "adam/low_precision";
import { assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import fc from "fast-check";

const rounds: Record<Exclude<StoredFormat, "q8_0">, Round> = { f32, f16, bf16 };

/** The bytes of any row of a format. */
const anyRow = (format: StoredFormat, blocks: number) => {
  const length = blocks * storedBlocks[format].bytes;
  return fc.uint8Array({ minLength: length, maxLength: length });
};

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
    }));
  });
}

/** A block of Q8_0: its scale and its whole numbers. */
function block(scale: number, whole: (j: number) => number): Uint8Array {
  const view = new DataView(new ArrayBuffer(34));
  view.setFloat16(0, scale, true);
  for (let j = 0; j < 32; j++) view.setInt8(2 + j, whole(j));
  return new Uint8Array(view.buffer);
}

Deno.test("storedRow() multiplies a scale and whole numbers in Q8_0", () => {
  const row = storedRow("q8_0", block(0.25, (j) => j - 16));
  assertEquals([...row], Array.from({ length: 32 }, (_, j) => (j - 16) / 4));
});

Deno.test("ulpsApart() counts steps of the larger scale in Q8_0", () => {
  const [a, b] = [block(0.25, (j) => j), block(0.5, () => 0)];
  const apart = ulpsApart("q8_0", a, b);
  assertEquals(apart, { sum: 31 * 32 / 2 / 2, largest: 15.5 });
  const zeros = block(0, () => 1);
  assertEquals(ulpsApart("q8_0", zeros, zeros), { sum: 0, largest: 0 });
});

Deno.test("storedRow() and ulpsApart() refuse what are no whole rows of a format", () => {
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
  assertThrows(
    () => ulpsApart("f16", bytes, bytes.subarray(2)),
    RangeError,
    "Cannot count the ulps between rows as",
  );
});
