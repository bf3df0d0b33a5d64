import { bf16, f16, f32, f64 } from "adam";
import { parkingPoint, parkingStaircase } from "adam/low_precision";
import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";

Deno.test("parkingStaircase() has both ends of each stair, and ends where the range does", () => {
  const after = 1 + 2 ** -13;
  assertEquals(parkingStaircase(0.25, 1, bf16), [
    { update: 0.25, weight: 64 },
    { update: 0.25 * after, weight: 128 },
    { update: 0.5, weight: 128 },
    { update: 0.5 * after, weight: 256 },
    { update: 1, weight: 256 },
  ]);
  assertEquals(parkingStaircase(0.3, 0.4, bf16).map((end) => end.weight), [
    128,
    128,
  ]);
});

Deno.test("parkingStaircase() is flat between two powers of two and doubles right above each: the parking point of any size lies on the line", () => {
  const sizes = fc.double({ min: 2 ** -10, max: 1, noNaN: true });
  fc.assert(
    fc.property(
      sizes,
      fc.constantFrom(bf16, f16, f32, f64),
      (size, round) => {
        // In the gap of 2^-13 above a power of two the line is the riser.
        const share = size / 2 ** Math.floor(Math.log2(size));
        fc.pre(share === 1 || share > 1 + 2 ** -13);
        const stairs = parkingStaircase(2 ** -11, 2, round);
        const right = stairs.findIndex(({ update }) => update >= size);
        assertEquals(stairs[right]!.weight, parkingPoint(0, size, round));
      },
    ),
  );
});

Deno.test("parkingStaircase() covers binary64, infinite where a format ends", () => {
  const stairs = parkingStaircase(5e-324, Number.MAX_VALUE, f16);
  assert(stairs.length > 4000);
  assertEquals(stairs.at(-1), { update: Number.MAX_VALUE, weight: Infinity });
});

Deno.test("parkingStaircase() refuses a range that is none", () => {
  assertThrows(
    () => parkingStaircase(1, 1, bf16),
    RangeError,
    "Cannot draw the staircase as highest must be finite and above lowest: current value is 1",
  );
  assertThrows(() => parkingStaircase(0, 1, bf16), RangeError, "lowest");
});
