/**
 * Rows of numbers as the files of models store them.
 *
 * @module
 */
import { sameAs } from "../_demands.ts";
import { requireNumber } from "../_require.ts";
import { requireStored, wrongType } from "./_require_stored.ts";
import type { StoredFormat } from "./stored_blocks.ts";

/**
 * The numbers of a stored row, exactly: binary32 holds those of every format.
 *
 * @param format The format
 * @param bytes The row, little-endian, in whole blocks
 * @param into Where the numbers go; by default a new array
 * @returns The numbers, in `into` if that is given
 * @throws {RangeError} If there is no such format, or `bytes` or `into` have
 * another length
 * @throws {TypeError} If `bytes` are no bytes, or `into` is no `Float32Array`
 * @example
 * ```ts
 * import { storedRow } from "adam/low_precision";
 * import { assertEquals } from "@std/assert";
 *
 * const bytes = new Uint8Array([0x80, 0x3f, 0x20, 0xc0]);
 * assertEquals([...storedRow("bf16", bytes)], [1, -2.5]);
 * ```
 */
export function storedRow(
  format: StoredFormat,
  bytes: Uint8Array,
  into?: Float32Array,
): Float32Array {
  const action = "read a stored row";
  const count = requireStored(action, "bytes", format, bytes);
  const row = into ?? new Float32Array(count);
  if (!(row instanceof Float32Array)) {
    throw wrongType(action, "into", "a Float32Array", row);
  }
  requireNumber(action, "into.length", row.length, sameAs("bytes", count));
  if (format === "f32") row.set(words(bytes, Float32Array));
  else if (format === "f16") row.set(words(bytes, Float16Array));
  else if (format === "bf16") widen(words(bytes, Uint16Array), row);
  else scale(bytes, row);
  return row;
}

function widen(from: Uint16Array, into: Float32Array) {
  const bits = new Uint32Array(into.buffer, into.byteOffset, into.length);
  for (let j = 0; j < from.length; j++) bits[j] = from[j]! << 16;
}

function scale(from: Uint8Array, into: Float32Array) {
  const view = new DataView(from.buffer, from.byteOffset, from.length);
  for (let at = 0, j = 0; at < from.length; at += 34) {
    const step = view.getFloat16(at, true);
    for (let k = 2; k < 34; k++) into[j++] = step * view.getInt8(at + k);
  }
}

/** The bytes as words: in place if they are aligned, else of a copy. */
function words<Words>(
  bytes: Uint8Array,
  Kind: {
    new (buffer: ArrayBufferLike, at: number, length: number): Words;
    BYTES_PER_ELEMENT: number;
  },
): Words {
  const size = Kind.BYTES_PER_ELEMENT;
  const own = bytes.byteOffset % size === 0 ? bytes : bytes.slice();
  return new Kind(own.buffer, own.byteOffset, own.length / size);
}
