/**
 * How far stored rows are apart, in steps of their format.
 *
 * @module
 */
import { sameAs } from "../_demands.ts";
import { requireNumber } from "../_require.ts";
import { requireStored } from "./_require_stored.ts";
import type { StoredFormat } from "./stored_blocks.ts";

/** How far two stored rows are apart, number by number, in steps of their format. */
export interface UlpsApart {
  /** The sum of all distances, the L1 distance. */
  sum: number;
  /** The largest of them, the L∞ distance. */
  largest: number;
}

/**
 * How far two stored rows are apart in ulps: of two numbers, how many steps of
 * the format lead from one to the other, as `ulpDistance` of `adam` counts them.
 * In `q8_0` a step is the scale of the block, the larger one of the two.
 *
 * @param format The format of both
 * @param a One row, in bytes
 * @param b The other one
 * @returns The sum of the distances and the largest one
 * @throws {RangeError} If there is no such format, the rows have different
 * lengths or hold no whole blocks
 * @throws {TypeError} If one of them is no `Uint8Array`
 * @example
 * ```ts
 * import { ulpsApart } from "adam/low_precision";
 * import { assertEquals } from "@std/assert";
 *
 * const [a, b] = [[0x80, 0x3f, 0, 0], [0x82, 0x3f, 1, 0x80]];
 * const apart = ulpsApart("bf16", Uint8Array.from(a), Uint8Array.from(b));
 * assertEquals(apart, { sum: 3, largest: 2 });
 * ```
 */
export function ulpsApart(
  format: StoredFormat,
  a: Uint8Array,
  b: Uint8Array,
): UlpsApart {
  const action = "count the ulps between rows";
  const count = requireStored(action, "a", format, a);
  requireStored(action, "b", format, b);
  requireNumber(action, "b.length", b.length, sameAs("a", a.length));
  const [one, other] = [viewOf(a), viewOf(b)];
  const distance = format === "q8_0"
    ? inScales(one, other)
    : inWords(format, one, other);
  const apart = { sum: 0, largest: 0 };
  for (let j = 0; j < count; j++) {
    const ulps = distance(j);
    apart.sum += ulps;
    if (ulps > apart.largest) apart.largest = ulps;
  }
  return apart;
}

/** How far the numbers at a place are apart. */
type Distance = (place: number) => number;

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}

/** In steps of the format: the words of its numbers are in their order, but that those of negative ones count down from zero. */
function inWords(
  format: Exclude<StoredFormat, "q8_0">,
  a: DataView,
  b: DataView,
): Distance {
  const position = format === "f32"
    ? (view: DataView, j: number) => inOrder(view.getInt32(4 * j, true), 31)
    : (view: DataView, j: number) => inOrder(view.getInt16(2 * j, true), 15);
  return (j) => Math.abs(position(a, j) - position(b, j));
}

function inOrder(word: number, signBit: number): number {
  return word < 0 ? -(2 ** signBit) - word : word;
}

/** In units of the larger scale of both blocks. */
function inScales(a: DataView, b: DataView): Distance {
  return (j) => {
    const block = 34 * (j >> 5);
    const at = block + 2 + j % 32;
    const [one, other] = [a.getFloat16(block, true), b.getFloat16(block, true)];
    const distance = Math.abs(one * a.getInt8(at) - other * b.getInt8(at));
    if (!(distance > 0)) return distance;
    return distance / Math.max(Math.abs(one), Math.abs(other));
  };
}
