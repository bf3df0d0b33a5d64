/**
 * bfloat16 as the upper halves of binary32, many at once.
 *
 * @module
 */

/** Rounds each number to the nearest bfloat16, ties to even, in place. No number may be NaN. */
export function roundToBf16(values: Float32Array): void {
  const { buffer, byteOffset, length } = values;
  const bits = new Uint32Array(buffer, byteOffset, length);
  for (let i = 0; i < length; i++) {
    const word = bits[i]!;
    bits[i] = (word + 0x7fff + ((word >>> 16) & 1)) & 0xffff0000;
  }
}
