/**
 * The multiplication and addition of binary64 that rounds once, for numbers of
 * any size: in whole numbers, which is slow.
 *
 * @module
 */

/** The binary64 nearest to the exact $a b + c$, ties to even, for finite numbers. */
export function exactMultiplyAdd(a: number, b: number, c: number): number {
  const [x, y, z] = [whole(a), whole(b), whole(c)];
  const exponent = Math.min(x.exponent + y.exponent, z.exponent);
  const at = (digits: bigint, from: number) =>
    digits << BigInt(from - exponent);
  const sum = at(x.digits * y.digits, x.exponent + y.exponent) +
    at(z.digits, z.exponent);
  // Only where nothing is left is there a sign of zero to be told.
  if (sum === 0n) return a * b + c;
  return sum < 0n ? -rounded(-sum, exponent) : rounded(sum, exponent);
}

/** A finite number as digits times a power of two. */
function whole(x: number): { digits: bigint; exponent: number } {
  const bits = new BigUint64Array(Float64Array.of(x).buffer)[0]!;
  const field = Number(bits >> 52n & 0x7ffn);
  const fraction = bits & (1n << 52n) - 1n;
  const size = field === 0 ? fraction : fraction | 1n << 52n;
  return {
    digits: bits >> 63n ? -size : size,
    exponent: Math.max(field, 1) - 1075,
  };
}

/** The binary64 nearest to `digits` times a power of two, ties to even. */
function rounded(digits: bigint, exponent: number): number {
  const length = digits.toString(2).length;
  // 53 digits, or fewer where they would end below the smallest subnormal.
  const last = Math.max(length + exponent - 53, -1074);
  const dropped = BigInt(Math.max(last - exponent, 0));
  const kept = digits >> dropped;
  const rest = digits - (kept << dropped);
  const half = dropped === 0n ? 1n : 1n << dropped - 1n;
  const isUp = rest > half || (rest === half && (kept & 1n) === 1n);
  return Number(isUp ? kept + 1n : kept) * 2 ** Math.max(last, exponent);
}
