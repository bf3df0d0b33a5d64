/** Rows as files of models store them. */
import { bf16, f16, f32, type Round } from "adam";
import { storedBlocks, type StoredFormat } from "adam/low_precision";
import fc from "fast-check";

/** The formats in which each number stands alone, by what rounds to them. */
export const rounds: Record<Exclude<StoredFormat, "q8_0">, Round> = {
  f32,
  f16,
  bf16,
};

/** The bytes of any row of a format. */
export const anyRow = (format: StoredFormat, blocks: number) => {
  const length = blocks * storedBlocks[format].bytes;
  return fc.uint8Array({ minLength: length, maxLength: length });
};

/** A block of Q8_0: its scale and its whole numbers. */
export function block(scale: number, whole: (j: number) => number): Uint8Array {
  const view = new DataView(new ArrayBuffer(34));
  view.setFloat16(0, scale, true);
  for (let j = 0; j < 32; j++) view.setInt8(2 + j, whole(j));
  return new Uint8Array(view.buffer);
}
