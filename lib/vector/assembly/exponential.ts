// @ts-nocheck: AssemblyScript, checked by its own compiler
// deno-lint-ignore-file prefer-const
/** 2^32 · e^x for x <= 0, to about one unit in the last place. */
import { multiplyAdd } from "./arithmetic.ts";

/**
 * Constants that must not be `const`: V8 would rebuild each of them at every
 * use, but reads a variable in one instruction.
 */
let lowest: v128 = f32x4.splat(-109);
let perLn2: v128 = f32x4.splat(1.44269504088896341); // 1 / ln 2
let rounder: v128 = f32x4.splat(12583071); // 1.5 · 2^23 + 127 + 32: what is added to it is rounded to an integer
let minusLn2: v128 = f32x4.splat(-0.693359375); // few bits, so that k times it is exact
let restOfLn2: v128 = f32x4.splat(2.12194440054690583e-4);
let one: v128 = f32x4.splat(1);
let perFactorial2: v128 = f32x4.splat(0.5);
let perFactorial3: v128 = f32x4.splat(0.166666666666666667);
let perFactorial4: v128 = f32x4.splat(0.0416666666666666667);
let perFactorial5: v128 = f32x4.splat(0.00833333333333333333);
let perFactorial6: v128 = f32x4.splat(0.00138888888888888889);
let perFactorial7: v128 = f32x4.splat(0.000198412698412698413);

/**
 * e^x = 2^k · e^r, with k the integer nearest to x / ln 2 and |r| <= ln(2) / 2,
 * where eight terms of the series are within 5.2e-9 of e^r. NaN stays NaN.
 *
 * Below -109 it is 0. So no result is subnormal, down to e^-109 = 5e-48: a
 * processor may take a hundred times as long for such numbers.
 */
// @inline
export function exponential(x: v128): v128 {
  const shifted = multiplyAdd(x, perLn2, rounder);
  const k = f32x4.sub(shifted, rounder);
  const r = multiplyAdd(k, restOfLn2, multiplyAdd(k, minusLn2, x));

  // Terms in pairs, and pairs in pairs, so that the processor computes them in parallel.
  const square = f32x4.mul(r, r);
  const terms01 = f32x4.add(r, one);
  const terms23 = multiplyAdd(r, perFactorial3, perFactorial2);
  const terms45 = multiplyAdd(r, perFactorial5, perFactorial4);
  const terms67 = multiplyAdd(r, perFactorial7, perFactorial6);
  const terms03 = multiplyAdd(square, terms23, terms01);
  const terms47 = multiplyAdd(square, terms67, terms45);
  const series = multiplyAdd(f32x4.mul(square, square), terms47, terms03);

  // The last bits of the shifted number are k + 127 + 32: the exponent of 2^(k + 32).
  const power = i32x4.shl(shifted, 23);
  return v128.andnot(f32x4.mul(series, power), f32x4.lt(x, lowest));
}
