// @ts-nocheck: AssemblyScript, checked by its own compiler
/**
 * What the machine can do at best in WebAssembly's SIMD: pass memory through,
 * take roots and divide, and multiply and add.
 */

/** The numbers of a line that are passed through at once, and of a place. */
const LINE: i32 = 16;
const PLACE: i32 = 261 * LINE;

/**
 * Reads four arrays of `count` numbers, a multiple of eight, and writes three of
 * them, as Adam does: from the first number to the last, or a line of each of
 * several places in turn.
 */
export function passMemory(
  weights: usize,
  gradients: usize,
  firstMoment: usize,
  secondMoment: usize,
  momentBytes: i32,
  count: i32,
  places: i32,
): void {
  if (places == 1) {
    pass(
      weights,
      gradients,
      firstMoment,
      secondMoment,
      momentBytes,
      0,
      count,
    );
    return;
  }
  for (let first = 0; first < count; first += places * PLACE) {
    const all = min(places * PLACE, count - first);
    const place = all == places * PLACE ? PLACE : all;
    for (let line = 0; line < place; line += LINE) {
      const length = min(LINE, place - line);
      for (let from = first + line; from < first + all; from += place) {
        pass(
          weights,
          gradients,
          firstMoment,
          secondMoment,
          momentBytes,
          from,
          from + length,
        );
      }
    }
  }
}

/** Passes through some of the numbers. */
// @inline
function pass(
  weights: usize,
  gradients: usize,
  firstMoment: usize,
  secondMoment: usize,
  momentBytes: i32,
  first: i32,
  end: i32,
): void {
  for (let i = first; i < end; i += 8) {
    const at: usize = 4 * i;
    const g0 = v128.load(gradients + at);
    const g1 = v128.load(gradients + at, 16);
    addTo(weights + at, g0);
    addTo(weights + at + 16, g1);
    if (momentBytes == 4) {
      addTo(firstMoment + at, g0);
      addTo(firstMoment + at + 16, g1);
      addTo(secondMoment + at, g0);
      addTo(secondMoment + at + 16, g1);
    } else {
      addIntegerTo(firstMoment + 2 * i, g0);
      addIntegerTo(secondMoment + 2 * i, g1);
    }
  }
}

// @inline
function addTo(address: usize, g: v128): void {
  v128.store(address, f32x4.add(v128.load(address), g));
}

/** As halves of numbers may be subnormal, which takes some processors long. */
// @inline
function addIntegerTo(address: usize, g: v128): void {
  v128.store(address, i32x4.add(v128.load(address), g));
}

/** How many bytes of numbers, positive ones, are enough to take roots of. */
const NUMBERS: usize = 16384;

/** For `count` numbers a root and a division each. Answers the largest result in the first of four lanes. */
export function rootAndDivide(numbers: usize, count: i32, one: f32): f32 {
  const dividend = f32x4.splat(one);
  let largest = f32x4.splat(0);
  for (let i = 0; i < count; i += 8) {
    const at = numbers + (<usize> (4 * i) & (NUMBERS - 1));
    const quotient0 = f32x4.div(dividend, f32x4.sqrt(v128.load(at)));
    const quotient1 = f32x4.div(dividend, f32x4.sqrt(v128.load(at, 16)));
    largest = f32x4.pmax(largest, f32x4.pmax(quotient0, quotient1));
  }
  return f32x4.extract_lane(largest, 0);
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
