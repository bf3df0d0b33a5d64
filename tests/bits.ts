/**
 * Numbers as their bits: the form in which reference data holds binary32.
 *
 * @module
 */

/** The binary32 that the bits of a whole number spell. */
export function float32(bits: number): number {
  return new Float32Array(Uint32Array.of(bits).buffer)[0]!;
}
