// @ts-nocheck: AssemblyScript, checked by its own compiler
// deno-lint-ignore-file prefer-const
/** Moments in memory: binary32, or bfloat16, the upper half of a binary32. */

/** No constants, which V8 would build anew at every use. */
let lowestBit: v128 = i32x4.splat(1);
let justBelowHalf: v128 = i32x4.splat(0x7fff);

/** Four moments, as binary32. */
// @inline
export function loadMoments<Stored>(address: usize): v128 {
  if (sizeof<Stored>() == 4) return v128.load(address);
  return i32x4.shl(v128.load_ext<u16>(address), 16);
}

/** Stores four moments, rounded to the nearest, ties to even. */
// @inline
export function storeMoments<Stored>(address: usize, moments: v128): void {
  if (sizeof<Stored>() == 4) {
    v128.store(address, moments);
  } else {
    const odd = v128.and(i32x4.shr_u(moments, 16), lowestBit);
    const carried = i32x4.add(i32x4.add(moments, justBelowHalf), odd);
    const upper = i32x4.shr_u(carried, 16);
    v128.store_lane<i64>(address, i16x8.narrow_i32x4_u(upper, upper), 0);
  }
}
