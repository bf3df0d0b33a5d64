/**
 * The formats that are narrower than binary64, with all their numbers.
 *
 * @module
 */
import { bf16, f16, f32 } from "adam";
import fc from "fast-check";

/** Eight bytes to spell numbers with. */
export const bits = new DataView(new ArrayBuffer(8));

/** A format as its bit patterns: `value` reads one, `infinity` is the first that is not finite. */
export const formats = {
  f32: {
    round: f32,
    infinity: 0x7f800000,
    overflow: 2 ** 128,
    value(pattern: number) {
      bits.setUint32(0, pattern);
      return bits.getFloat32(0);
    },
  },
  f16: {
    round: f16,
    infinity: 0x7c00,
    overflow: 2 ** 16,
    value(pattern: number) {
      bits.setUint16(0, pattern);
      return bits.getFloat16(0);
    },
  },
  bf16: {
    round: bf16,
    infinity: 0x7f80,
    overflow: 2 ** 128,
    value(pattern: number) {
      bits.setUint32(0, pattern * 2 ** 16);
      return bits.getFloat32(0);
    },
  },
};
/** A format with its bit patterns. */
export type Format = typeof formats.bf16;

/** A finite number of a format, any pattern and sign as likely as any other. */
export function finiteNumber(
  { value, infinity }: Format,
): fc.Arbitrary<number> {
  return fc.tuple(fc.nat(infinity - 1), fc.constantFrom(-1, 1))
    .map(([pattern, sign]) => sign * value(pattern));
}

/** The numbers that the hexadecimal digits of their bits spell, four digits each. */
export function numbersFromHex(
  digits: string,
  { value, infinity }: Format,
): number[] {
  return (digits.match(/.{4}/g) ?? []).map((four) => {
    const pattern = parseInt(four, 16);
    const size = pattern % 0x8000;
    return (pattern < 0x8000 ? 1 : -1) *
      (size > infinity ? NaN : value(size));
  });
}
