/** Files of models, made byte by byte, so that they can be wrong in any way. */

/** The bytes of texts, numbers of a width in bits, and bytes, one after the other. */
export function bytesOf(
  ...parts: (string | Uint8Array | { u8: number } | { u32: number } | {
    u64: bigint;
  })[]
): Uint8Array<ArrayBuffer> {
  const all = parts.map((part) => {
    if (typeof part === "string") return new TextEncoder().encode(part);
    if (part instanceof Uint8Array) return part;
    const view = new DataView(new ArrayBuffer(8));
    if ("u64" in part) view.setBigUint64(0, part.u64, true);
    else if ("u32" in part) view.setUint32(0, part.u32, true);
    else view.setUint8(0, part.u8);
    const length = "u64" in part ? 8 : "u32" in part ? 4 : 1;
    return new Uint8Array(view.buffer).subarray(0, length);
  });
  const joined = new Uint8Array(
    all.reduce((sum, { length }) => sum + length, 0),
  );
  let at = 0;
  for (const part of all) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/** A `.safetensors` of a header, given as text or as what JSON makes of a value, and its data. */
export function safetensorsOf(
  header: unknown,
  data: Uint8Array = new Uint8Array(0),
  length?: bigint,
): Uint8Array<ArrayBuffer> {
  const text = typeof header === "string" ? header : JSON.stringify(header);
  const size = BigInt(new TextEncoder().encode(text).length);
  return bytesOf({ u64: length ?? size }, text, data);
}

/** Numbers as the bytes of binary32. */
export function f32Bytes(numbers: readonly number[]): Uint8Array {
  return new Uint8Array(Float32Array.from(numbers).buffer);
}

/** An `.npy` of a header's dictionary and its data. */
export function npyOf(
  dictionary: string,
  data: Uint8Array = new Uint8Array(0),
): Uint8Array<ArrayBuffer> {
  const padded = dictionary.padEnd(117) + "\n";
  return bytesOf(
    { u8: 0x93 },
    "NUMPY",
    { u8: 1 },
    { u8: 0 },
    { u8: padded.length % 256 },
    { u8: padded.length >> 8 },
    padded,
    data,
  );
}

/** A GGUF string. */
export function ggufText(text: string, length?: bigint): Uint8Array {
  return bytesOf({ u64: length ?? BigInt(text.length) }, text);
}

/** What a GGUF says of a tensor: its sizes, the columns first, its type by number, and where it is. */
export function ggufTensor(
  name: string,
  sizes: bigint[],
  type: number,
  at = 0n,
): Uint8Array {
  return bytesOf(
    ggufText(name),
    { u32: sizes.length },
    ...sizes.map((u64) => ({ u64 })),
    { u32: type },
    { u64: at },
  );
}

/** A GGUF of values with their keys, tensors and data. */
export function ggufOf(
  {
    values = [],
    tensors = [],
    data = new Uint8Array(0),
    counts,
    magic = "GGUF",
    version = 3,
  }: {
    values?: Uint8Array[];
    tensors?: Uint8Array[];
    data?: Uint8Array;
    counts?: [tensors: bigint, values: bigint];
    magic?: string;
    version?: number;
  },
): Uint8Array<ArrayBuffer> {
  const [tensorCount, valueCount] = counts ??
    [BigInt(tensors.length), BigInt(values.length)];
  const header = bytesOf(
    magic,
    { u32: version },
    { u64: tensorCount },
    { u64: valueCount },
    ...values,
    ...tensors,
  );
  const padding = new Uint8Array((32 - header.length % 32) % 32);
  return bytesOf(header, padding, data);
}
