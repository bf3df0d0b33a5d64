// @ts-nocheck: AssemblyScript, checked by its own compiler
/** e^x for x <= 0, to about one unit in the last place. */
import { multiplyAdd } from "./arithmetic.ts";

/**
 * Constants are read from memory: V8 would build each of them anew, at every
 * use. The last eight are 1 / k!.
 */
const constants = memory.data<f32>([
  -104, // e^-104 rounds to 0
  1.44269504088896341, // 1 / ln 2
  12582912, // 1.5 · 2^23: to add it rounds to an integer
  -0.693359375, // -ln 2, with so few bits that k of it is exact
  2.12194440054690583e-4, // what is missing above
  1,
  1,
  0.5,
  0.166666666666666667,
  0.0416666666666666667,
  0.00833333333333333333,
  0.00138888888888888889,
  0.000198412698412698413,
]);

// @inline
function constant(index: usize): v128 {
  return v128.load_splat<f32>(constants + 4 * index);
}

/**
 * e^x = 2^k · e^r, with k the integer nearest to x / ln 2 and |r| <= ln(2) / 2,
 * where eight terms of the series are within 5.2e-9 of e^r. 2^k comes in two
 * factors, so that subnormal results are rounded once. NaN stays NaN.
 */
// @inline
export function exponential(x: v128): v128 {
  const within = f32x4.pmax(x, constant(0));
  const shifted = multiplyAdd(within, constant(1), constant(2));
  const k = f32x4.sub(shifted, constant(2));
  const r = multiplyAdd(k, constant(4), multiplyAdd(k, constant(3), within));

  let series = constant(12);
  series = multiplyAdd(series, r, constant(11));
  series = multiplyAdd(series, r, constant(10));
  series = multiplyAdd(series, r, constant(9));
  series = multiplyAdd(series, r, constant(8));
  series = multiplyAdd(series, r, constant(7));
  series = multiplyAdd(series, r, constant(6));
  series = multiplyAdd(series, r, constant(5));

  const exponent = i32x4.sub(shifted, constant(2));
  const half = i32x4.shr_s(exponent, 1);
  return f32x4.mul(
    f32x4.mul(series, powerOfTwo(half)),
    powerOfTwo(i32x4.sub(exponent, half)),
  );
}

/** 2^k from its bits, for -126 <= k <= 127. */
// @inline
function powerOfTwo(k: v128): v128 {
  return i32x4.add(i32x4.shl(k, 23), constant(5));
}
