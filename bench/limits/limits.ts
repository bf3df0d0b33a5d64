// @ts-nocheck: AssemblyScript, checked by its own compiler
/**
 * What the machine can do at best in WebAssembly's SIMD: pass memory through,
 * and multiply and add.
 */

/** The order in which lib/vector/assembly/adam.ts goes: lines of eight parts in turn. */
const LINE: usize = 64;
const PART: usize = 261 * LINE;

/** Reads four arrays, of so many bytes each, and writes three of them, as Adam does. */
export function passMemory(
  weights: usize,
  gradients: usize,
  firstMoment: usize,
  secondMoment: usize,
  bytes: usize,
): void {
  for (let chunk: usize = 0; chunk < bytes; chunk += 8 * PART) {
    const all = min(8 * PART, bytes - chunk);
    const part = all == 8 * PART ? PART : all;
    for (let line: usize = 0; line < part; line += LINE) {
      const length = min(LINE, part - line);
      for (let from = chunk + line; from < chunk + all; from += part) {
        const end = from + length;
        for (let at = from; at < end; at += 16) {
          const g = v128.load(gradients + at);
          addTo(weights + at, g);
          addTo(firstMoment + at, g);
          addTo(secondMoment + at, g);
        }
      }
    }
  }
}

// @inline
function addTo(address: usize, g: v128): void {
  v128.store(address, f32x4.add(v128.load(address), g));
}

/** 96 floating-point operations a round, in twelve sums that do not wait for each other. */
export function multiplyAndAdd(rounds: i32, one: f32): f32 {
  const x = f32x4.splat(one);
  const y = f32x4.splat(one);
  let sum0 = x;
  let sum1 = x;
  let sum2 = x;
  let sum3 = x;
  let sum4 = x;
  let sum5 = x;
  let sum6 = x;
  let sum7 = x;
  let sum8 = x;
  let sum9 = x;
  let sum10 = x;
  let sum11 = x;
  for (let round = 0; round < rounds; round++) {
    sum0 = f32x4.relaxed_madd(x, y, sum0);
    sum1 = f32x4.relaxed_madd(x, y, sum1);
    sum2 = f32x4.relaxed_madd(x, y, sum2);
    sum3 = f32x4.relaxed_madd(x, y, sum3);
    sum4 = f32x4.relaxed_madd(x, y, sum4);
    sum5 = f32x4.relaxed_madd(x, y, sum5);
    sum6 = f32x4.relaxed_madd(x, y, sum6);
    sum7 = f32x4.relaxed_madd(x, y, sum7);
    sum8 = f32x4.relaxed_madd(x, y, sum8);
    sum9 = f32x4.relaxed_madd(x, y, sum9);
    sum10 = f32x4.relaxed_madd(x, y, sum10);
    sum11 = f32x4.relaxed_madd(x, y, sum11);
  }
  let sum = f32x4.add(f32x4.add(sum0, sum1), f32x4.add(sum2, sum3));
  sum = f32x4.add(sum, f32x4.add(f32x4.add(sum4, sum5), f32x4.add(sum6, sum7)));
  sum = f32x4.add(
    sum,
    f32x4.add(f32x4.add(sum8, sum9), f32x4.add(sum10, sum11)),
  );
  return f32x4.extract_lane(sum, 0);
}
