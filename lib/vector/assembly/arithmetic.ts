// @ts-nocheck: AssemblyScript, checked by its own compiler
/** The one operation in which the two builds of these kernels differ. */

/** a · b + c: rounded once in the build with relaxed SIMD, on a CPU with FMA; twice in the other. */
// @inline
export function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(f32x4.mul(a, b), c);
}

/** Whether {@linkcode multiplyAdd} rounds once: (1 + 2^-12)² - (1 + 2^-11) is 2^-24, or 0. */
export function fuses(one: f32): bool {
  const factor = f32x4.splat(one + <f32> 0.000244140625);
  const subtracted = f32x4.splat(-one - <f32> 0.00048828125);
  return f32x4.extract_lane(multiplyAdd(factor, factor, subtracted), 0) != 0;
}
