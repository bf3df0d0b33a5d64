// @ts-nocheck: AssemblyScript, checked by its own compiler
/**
 * AdamW in place, in the order and the rounding of the formulations
 * "torch-fused-fma" and "torch-fused".
 */
import { multiplyAdd } from "./arithmetic.ts";
import { loadMoments, storeMoments } from "./moments.ts";

/** Where the scalars of a step lie: nine of binary32, then room for the rest of four. */
const ONE_MINUS_BETA1: usize = 0; // 1 - β₁
const ONE_MINUS_BETA2: usize = 4; // 1 - β₂
const DECAY2: usize = 8; // β₂
const KEEP: usize = 12; // 1 - ηλ
const STEP_SIZE: usize = 16; // -η / c₁
const ROOT_CORRECTION: usize = 20; // √c₂
const EPSILON: usize = 24; // ε
const HIGH: usize = 28; // 1 / √c₂ in two parts by which to multiply, or 0
const LOW: usize = 32;
const REST: usize = 48;

/** The bytes of a cache line. */
const LINE: usize = 64;

/** How many weights a part has: so many lines that those of several parts never meet in the cache. */
export const PART: i32 = 261 * 16;

/**
 * Steps `count` weights. Answers whether all of them are finite afterwards.
 */
// @inline
function stepAll<Moment>(
  weights: usize,
  gradients: usize,
  firstMoment: usize,
  secondMoment: usize,
  count: i32,
  scalars: usize,
): bool {
  const four = count & ~3;
  let allFinite = stepFours<Moment>(
    weights,
    gradients,
    firstMoment,
    secondMoment,
    four,
    scalars,
  );

  const rest = count - four;
  if (rest == 0) return allFinite;
  const place = scalars + REST;
  weights += 4 * four;
  gradients += 4 * four;
  firstMoment += sizeof<Moment>() * four;
  secondMoment += sizeof<Moment>() * four;
  // Lanes that are left over repeat the first of the rest: nothing can happen to them alone.
  for (let lane = 0; lane < 4; lane++) {
    const from = lane < rest ? lane : 0;
    memory.copy(place + 4 * lane, weights + 4 * from, 4);
    memory.copy(place + 16 + 4 * lane, gradients + 4 * from, 4);
    memory.copy(
      place + 32 + sizeof<Moment>() * lane,
      firstMoment + sizeof<Moment>() * from,
      sizeof<Moment>(),
    );
    memory.copy(
      place + 48 + sizeof<Moment>() * lane,
      secondMoment + sizeof<Moment>() * from,
      sizeof<Moment>(),
    );
  }
  allFinite =
    stepFours<Moment>(place, place + 16, place + 32, place + 48, 4, scalars) &&
    allFinite;
  memory.copy(weights, place, 4 * rest);
  memory.copy(firstMoment, place + 32, sizeof<Moment>() * rest);
  memory.copy(secondMoment, place + 48, sizeof<Moment>() * rest);
  return allFinite;
}

/** The same for a count that is a multiple of four. */
function stepFours<Moment>(
  weights: usize,
  gradients: usize,
  firstMoment: usize,
  secondMoment: usize,
  count: i32,
  scalars: usize,
): bool {
  const oneMinusBeta1 = load<f32>(scalars, ONE_MINUS_BETA1);
  // Without an FMA the product with a reciprocal in two parts is not exact.
  return ASC_FEATURE_RELAXED_SIMD && isNear(oneMinusBeta1) &&
      load<f32>(scalars, HIGH) != 0
    ? stepParts<Moment>(
      weights,
      gradients,
      firstMoment,
      secondMoment,
      count,
      scalars,
      true,
    )
    : stepParts<Moment>(
      weights,
      gradients,
      firstMoment,
      secondMoment,
      count,
      scalars,
      false,
    );
}

/** Whether torch.lerp starts from the average, and not from the new value: from the nearer one. */
// @inline
function isNear(oneMinusBeta1: f32): bool {
  return oneMinusBeta1 < <f32> 0.5;
}

/**
 * Several whole parts are stepped at once, a cache line of each in turn: the
 * processor then reads ahead in as many places, and so far enough ahead.
 *
 * @param isUsual Whether the average is near, and √c₂ has a reciprocal: known
 * when this is compiled
 */
// @inline
function stepParts<Moment>(
  weights: usize,
  gradients: usize,
  firstMoment: usize,
  secondMoment: usize,
  count: i32,
  scalars: usize,
  isUsual: bool,
): bool {
  const oneMinusBeta1 = load<f32>(scalars, ONE_MINUS_BETA1);
  const near = isUsual || isNear(oneMinusBeta1);
  const fraction = f32x4.splat(near ? oneMinusBeta1 : oneMinusBeta1 - <f32> 1);
  const oneMinusBeta2 = v128.load_splat<f32>(scalars, ONE_MINUS_BETA2);
  const decay2 = v128.load_splat<f32>(scalars, DECAY2);
  const keep = v128.load_splat<f32>(scalars, KEEP);
  const stepSize = v128.load_splat<f32>(scalars, STEP_SIZE);
  const rootCorrection = v128.load_splat<f32>(scalars, ROOT_CORRECTION);
  const high = v128.load_splat<f32>(scalars, HIGH);
  const low = v128.load_splat<f32>(scalars, LOW);
  const epsilon = v128.load_splat<f32>(scalars, EPSILON);
  const zero = f32x4.splat(0);
  // 0 · x is 0 for a finite x, otherwise NaN, which stays.
  let zeroOrNaN = zero;

  const all: usize = 4 * count;
  const part: usize = count % PART == 0 ? 4 * PART : all;
  for (let line: usize = 0; line < part; line += LINE) {
    const length = min(LINE, part - line);
    for (let first = line; first < all; first += part) {
      const end = first + length;
      for (let at = first; at < end; at += 16) {
        const moment = sizeof<Moment>() == 2 ? at >> 1 : at;
        const g = v128.load(gradients + at);
        const average = loadMoments<Moment>(firstMoment + moment);
        let start = g;
        if (near) start = average;
        const m = multiplyAdd(fraction, f32x4.sub(g, average), start);
        const decayed = f32x4.mul(
          loadMoments<Moment>(secondMoment + moment),
          decay2,
        );
        const v = multiplyAdd(f32x4.mul(oneMinusBeta2, g), g, decayed);
        let root = f32x4.sqrt(v);
        if (isUsual) root = multiplyAdd(root, high, f32x4.mul(root, low));
        else root = f32x4.div(root, rootCorrection);
        const update = f32x4.div(
          f32x4.mul(stepSize, m),
          f32x4.add(root, epsilon),
        );
        const p = f32x4.add(
          f32x4.mul(v128.load(weights + at), keep),
          update,
        );

        v128.store(weights + at, p);
        storeMoments<Moment>(firstMoment + moment, m);
        storeMoments<Moment>(secondMoment + moment, v);
        zeroOrNaN = multiplyAdd(p, zero, zeroOrNaN);
      }
    }
  }
  return i32x4.all_true(f32x4.eq(zeroOrNaN, zeroOrNaN));
}

/** Steps `count` weights, whose moments have `momentBytes` each. */
export function adamStep(
  weights: usize,
  gradients: usize,
  firstMoment: usize,
  secondMoment: usize,
  momentBytes: i32,
  count: i32,
  scalars: usize,
): bool {
  return momentBytes == 2
    ? stepAll<u16>(
      weights,
      gradients,
      firstMoment,
      secondMoment,
      count,
      scalars,
    )
    : stepAll<f32>(
      weights,
      gradients,
      firstMoment,
      secondMoment,
      count,
      scalars,
    );
}
