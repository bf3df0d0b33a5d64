// @ts-nocheck: AssemblyScript, checked by its own compiler
// deno-lint-ignore-file prefer-const
/** Operations on four numbers at once. */
import { multiplyAdd } from "../../vector/assembly/arithmetic.ts";
import { exponential } from "../../vector/assembly/exponential.ts";

/**
 * Constants that must not be `const`: V8 would rebuild each of them at every
 * use, but reads a variable in one instruction.
 */
let ones: v128 = i32x4.splat(1);
let halfLess: v128 = i32x4.splat(0x7fff);
let upperHalf: v128 = i32x4.splat(0xffff0000);
let perPower: v128 = f32x4.splat(2.3283064365386963e-10); // 2^-32
let lowest: v128 = f32x4.splat(-80);
let one: v128 = f32x4.splat(1);
let half: v128 = f32x4.splat(0.5);
let rootOfHalf: v128 = f32x4.splat(0.70710678118654752);
let perRoot: v128 = f32x4.splat(0.39894228040143268); // 1 / sqrt(2 pi)
let p: v128 = f32x4.splat(0.3275911);
let a1: v128 = f32x4.splat(0.254829592);
let a2: v128 = f32x4.splat(-0.284496736);
let a3: v128 = f32x4.splat(1.421413741);
let a4: v128 = f32x4.splat(-1.453152027);
let a5: v128 = f32x4.splat(1.061405429);
let signs: v128 = i32x4.splat(0x80000000);

/** The nearest bfloat16, ties to even. No number may be NaN. */
// @inline
export function toBf16(x: v128): v128 {
  const odd = v128.and(i32x4.shr_u(x, 16), ones);
  return v128.and(i32x4.add(i32x4.add(x, halfLess), odd), upperHalf);
}

/** The same if `isLow`, which is 0 for binary32. */
// @inline
export function stored(x: v128, isLow: i32): v128 {
  return isLow ? toBf16(x) : x;
}

/** The same for one number. */
// @inline
export function storedOne(x: f32, isLow: i32): f32 {
  return isLow ? f32x4.extract_lane(toBf16(f32x4.splat(x)), 0) : x;
}

/** e^x for x <= 0; below -80, 2e-35, it is 0, so nothing computed from it is subnormal, which would be slow. */
// @inline
export function exponentialOf(x: v128): v128 {
  const power = f32x4.mul(exponential(x), perPower);
  return v128.andnot(power, f32x4.lt(x, lowest));
}

/** The same for one number. */
// @inline
export function exponentialOfOne(x: f32): f32 {
  return f32x4.extract_lane(exponentialOf(f32x4.splat(x)), 0);
}

/** e^(-x²/2). */
// @inline
function bell(x: v128): v128 {
  return exponentialOf(f32x4.neg(f32x4.mul(half, f32x4.mul(x, x))));
}

/**
 * The probability that a standard normal number lies below x, (1 + erf(x/√2))/2,
 * with erf to 1.5e-7 as PyTorch has it on vectors: Abramowitz and Stegun, 7.1.26.
 */
// @inline
function below(x: v128, bellOfX: v128): v128 {
  const z = f32x4.mul(f32x4.abs(x), rootOfHalf);
  const t = f32x4.div(one, multiplyAdd(p, z, one));
  let series = multiplyAdd(t, a5, a4);
  series = multiplyAdd(t, series, a3);
  series = multiplyAdd(t, series, a2);
  series = multiplyAdd(t, series, a1);
  const erf = f32x4.sub(one, f32x4.mul(f32x4.mul(t, series), bellOfX));
  const signed = v128.or(erf, v128.and(x, signs));
  return f32x4.mul(half, f32x4.add(one, signed));
}

/** x times that probability. */
// @inline
export function geluOf(x: v128): v128 {
  return f32x4.mul(x, below(x, bell(x)));
}

/** The derivative of that. */
// @inline
export function geluSlopeOf(x: v128): v128 {
  const density = bell(x);
  return f32x4.add(
    below(x, density),
    f32x4.mul(x, f32x4.mul(density, perRoot)),
  );
}

/** The sum of four numbers, in pairs. */
// @inline
export function sumOf(x: v128): f32 {
  const pairs = f32x4.add(x, v128.shuffle<f32>(x, x, 2, 3, 0, 1));
  return f32x4.extract_lane(pairs, 0) + f32x4.extract_lane(pairs, 1);
}

/** Rounds numbers to bfloat16. */
export function roundAll(values: usize, count: i32): void {
  let i = 0;
  for (; i + 4 <= count; i += 4) {
    v128.store(values + 4 * i, stored(v128.load(values + 4 * i), 1));
  }
  for (; i < count; i++) {
    store<f32>(values + 4 * i, storedOne(load<f32>(values + 4 * i), 1));
  }
}
