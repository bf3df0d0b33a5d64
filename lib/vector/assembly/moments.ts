// @ts-nocheck: AssemblyScript, checked by its own compiler
// deno-lint-ignore-file prefer-const
/**
 * Moments in memory, four or eight at a time: binary32, or bfloat16, the upper
 * half of a binary32.
 */

/** Variables, as V8 would rebuild constants at every use. */
let zero: v128 = i32x4.splat(0);
let lowestBit: v128 = i32x4.splat(1);
let justBelowHalf: v128 = i32x4.splat(0x7fff);

/** The first four moments, as binary32. */
// @inline
export function lowerMoments<Stored>(address: usize): v128 {
  const halves = v128.load(address);
  if (sizeof<Stored>() == 4) return halves;
  return i16x8.shuffle(zero, halves, 0, 8, 1, 9, 2, 10, 3, 11);
}

/** The four after them. Both together read bfloat16 once. */
// @inline
export function upperMoments<Stored>(address: usize): v128 {
  if (sizeof<Stored>() == 4) return v128.load(address, 16);
  const halves = v128.load(address);
  return i16x8.shuffle(zero, halves, 4, 12, 5, 13, 6, 14, 7, 15);
}

/** Stores eight moments, rounded to the nearest, ties to even. */
// @inline
export function storeMoments<Stored>(
  address: usize,
  lower: v128,
  upper: v128,
): void {
  if (sizeof<Stored>() == 4) {
    v128.store(address, lower);
    v128.store(address, upper, 16);
  } else {
    const halves = i16x8.narrow_i32x4_u(upperHalf(lower), upperHalf(upper));
    v128.store(address, halves);
  }
}

// @inline
function upperHalf(moments: v128): v128 {
  const odd = v128.and(i32x4.shr_u(moments, 16), lowestBit);
  const carried = i32x4.add(i32x4.add(moments, justBelowHalf), odd);
  return i32x4.shr_u(carried, 16);
}
