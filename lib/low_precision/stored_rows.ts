/**
 * Rows of numbers as the files of models store them.
 *
 * @module
 */
import { sameAs } from "../_demands.ts";
import { inWords, requireNumber, requireType } from "../_require.ts";

/** The formats in which matrices are stored. */
export type StoredFormat = "f32" | "f16" | "bf16" | "q8_0";

/** How a format lays out numbers: whole blocks of so many, in so many bytes. */
export interface StoredBlock {
  /** How many numbers a block holds. */
  numbers: number;
  /** How many bytes it takes. */
  bytes: number;
}

/**
 * The blocks of each format. In `q8_0`, of the GGML library, 32 numbers share a
 * scale in binary16 that stands before them, $w_j = s \, q_j$ with whole
 * $q_j \in [-128, 127]$; in the others each number stands alone.
 */
export const storedBlocks: Readonly<
  Record<StoredFormat, Readonly<StoredBlock>>
> = {
  f32: { numbers: 1, bytes: 4 },
  f16: { numbers: 1, bytes: 2 },
  bf16: { numbers: 1, bytes: 2 },
  q8_0: { numbers: 32, bytes: 34 },
};

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
  const count = requireBytes(action, "bytes", format, bytes);
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
  requireBytes(action, "a", format, a);
  requireBytes(action, "b", format, b);
  requireNumber(action, "b.length", b.length, sameAs("a", a.length));
  const [x, y] = [positions(format, a), positions(format, b)];
  const unit = format === "q8_0" ? steps(a, b) : undefined;
  const apart = { sum: 0, largest: 0 };
  for (let j = 0; j < x.length; j++) {
    let distance = Math.abs(x[j]! - y[j]!);
    if (unit && distance > 0) distance /= unit[j >> 5]!;
    apart.sum += distance;
    if (distance > apart.largest) apart.largest = distance;
  }
  return apart;
}

/** The indices of the numbers among those of their format; in `q8_0` the numbers themselves. */
function positions(format: StoredFormat, bytes: Uint8Array): ArrayLike<number> {
  if (format === "q8_0") return storedRow(format, bytes);
  const bits = format === "f32"
    ? words(bytes, Int32Array)
    : words(bytes, Int16Array);
  const lowest = format === "f32" ? -(2 ** 31) : -(2 ** 15);
  return Float64Array.from(bits, (word) => word < 0 ? lowest - word : word);
}

/** The larger one of the scales of each block. */
function steps(a: Uint8Array, b: Uint8Array): Float64Array {
  const [x, y] = [a, b].map((bytes) =>
    new DataView(bytes.buffer, bytes.byteOffset)
  );
  return Float64Array.from({ length: a.length / 34 }, (_, i) => {
    const [one, other] = [
      x!.getFloat16(34 * i, true),
      y!.getFloat16(34 * i, true),
    ];
    return Math.max(Math.abs(one), Math.abs(other));
  });
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

/** Throws unless bytes are whole blocks of a format; gives how many numbers they hold. */
function requireBytes(
  action: string,
  name: string,
  format: StoredFormat,
  bytes: Uint8Array,
): number {
  requireType(action, "format", format, "string");
  if (!Object.hasOwn(storedBlocks, format)) {
    throw new RangeError(
      `Cannot ${action} as format must be one of ${
        Object.keys(storedBlocks).join(", ")
      }: current value is ${format}`,
    );
  }
  if (!(bytes instanceof Uint8Array)) {
    throw wrongType(action, name, "a Uint8Array", bytes);
  }
  const block = storedBlocks[format];
  requireNumber(action, `${name}.length`, bytes.length, {
    wanted: `a multiple of ${block.bytes} above 0`,
    met: (length) => length > 0 && length % block.bytes === 0,
  });
  return bytes.length / block.bytes * block.numbers;
}

function wrongType(
  action: string,
  name: string,
  wanted: string,
  value: unknown,
): TypeError {
  return new TypeError(
    `Cannot ${action} as ${name} must be ${wanted}: current value is ${
      inWords(value)
    }`,
  );
}
