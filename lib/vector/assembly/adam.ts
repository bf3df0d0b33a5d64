// @ts-nocheck: AssemblyScript, checked by its own compiler
// deno-lint-ignore-file prefer-const
/**
 * AdamW in place, in the order and the rounding of the formulations
 * "torch-fused-fma" and "torch-fused".
 */
import { multiplyAdd } from "./arithmetic.ts";
import { lowerMoments, storeMoments, upperMoments } from "./moments.ts";
import type { AdamPlan } from "./plans.ts";

/** How many weights are stepped in a round, and the bytes of eight numbers. */
const ROUND: i32 = 8;
const EIGHT: usize = 4 * ROUND;

/** The scratch bytes that {@linkcode adamStep} needs for an incomplete round. */
export const REST_BYTES: usize = 4 * EIGHT;

/** What all rounds of a step use: variables, as V8 would rebuild constants at every use. */
let zero: v128 = f32x4.splat(0);
let fraction: v128 = zero;
let oneMinusBeta2: v128 = zero;
let decay2: v128 = zero;
let keep: v128 = zero;
let stepSize: v128 = zero;
let rootCorrection: v128 = zero;
let high: v128 = zero;
let low: v128 = zero;
let epsilon: v128 = zero;

/** Sets it. */
function prepare(plan: AdamPlan): void {
  fraction = f32x4.splat(
    isNear(plan) ? plan.oneMinusBeta1 : plan.oneMinusBeta1 - <f32> 1,
  );
  oneMinusBeta2 = f32x4.splat(plan.oneMinusBeta2);
  decay2 = f32x4.splat(plan.decay2);
  keep = f32x4.splat(plan.keep);
  stepSize = f32x4.splat(plan.stepSize);
  rootCorrection = f32x4.splat(plan.rootCorrection);
  high = f32x4.splat(plan.high);
  low = f32x4.splat(plan.low);
  epsilon = f32x4.splat(plan.epsilon);
}

/** Whether torch.lerp starts from the average, and not from the new value: from the nearer one. */
// @inline
function isNear(plan: AdamPlan): bool {
  return plan.oneMinusBeta1 < <f32> 0.5;
}

/** m <- lerp(m, g, 1 - β₁) */
// @inline
function nextFirst(m: v128, g: v128, near: bool): v128 {
  return multiplyAdd(fraction, f32x4.sub(g, m), near ? m : g);
}

/** v <- v β₂ + (1 - β₂) g g */
// @inline
function nextSecond(v: v128, g: v128): v128 {
  return multiplyAdd(f32x4.mul(oneMinusBeta2, g), g, f32x4.mul(v, decay2));
}

/** p <- p (1 - ηλ) - η / c₁ m / (√v / √c₂ + ε) */
// @inline
function nextWeight(p: v128, m: v128, v: v128, hasReciprocal: bool): v128 {
  let root = f32x4.sqrt(v);
  if (hasReciprocal) root = multiplyAdd(root, high, f32x4.mul(root, low));
  else root = f32x4.div(root, rootCorrection);
  const update = f32x4.div(f32x4.mul(stepSize, m), f32x4.add(root, epsilon));
  return f32x4.add(f32x4.mul(p, keep), update);
}

/**
 * Steps `count` weights, a multiple of eight. Returns whether all of them are
 * finite afterwards.
 *
 * @param isUsual Whether the average is the nearer one, and √c₂ has a
 * reciprocal: known at compile time
 */
// @inline
function stepRounds<Moment>(
  weights: usize,
  gradients: usize,
  firstMoment: usize,
  secondMoment: usize,
  count: i32,
  near: bool,
  isUsual: bool,
): bool {
  // 0 · x is 0 for a finite x, otherwise NaN, which stays.
  let zeroOrNaN = zero;
  const end = weights + 4 * count;
  for (; weights < end; weights += EIGHT) {
    const g0 = v128.load(gradients);
    const g1 = v128.load(gradients, 16);
    const m0 = nextFirst(lowerMoments<Moment>(firstMoment), g0, near);
    const m1 = nextFirst(upperMoments<Moment>(firstMoment), g1, near);
    const v0 = nextSecond(lowerMoments<Moment>(secondMoment), g0);
    const v1 = nextSecond(upperMoments<Moment>(secondMoment), g1);
    const p0 = nextWeight(v128.load(weights), m0, v0, isUsual);
    const p1 = nextWeight(v128.load(weights, 16), m1, v1, isUsual);
    v128.store(weights, p0);
    v128.store(weights, p1, 16);
    storeMoments<Moment>(firstMoment, m0, m1);
    storeMoments<Moment>(secondMoment, v0, v1);
    zeroOrNaN = multiplyAdd(p0, zero, multiplyAdd(p1, zero, zeroOrNaN));
    gradients += EIGHT;
    firstMoment += sizeof<Moment>() * ROUND;
    secondMoment += sizeof<Moment>() * ROUND;
  }
  return i32x4.all_true(f32x4.eq(zeroOrNaN, zeroOrNaN));
}

/** Steps whole rounds, as their settings require. */
function stepWhole<Moment>(
  plan: AdamPlan,
  weights: usize,
  gradients: usize,
  firstMoment: usize,
  secondMoment: usize,
  count: i32,
): bool {
  const near = isNear(plan);
  // Without an FMA the product with a reciprocal in two parts is not exact.
  return ASC_FEATURE_RELAXED_SIMD && near && plan.high != 0
    ? stepRounds<Moment>(
      weights,
      gradients,
      firstMoment,
      secondMoment,
      count,
      true,
      true,
    )
    : stepRounds<Moment>(
      weights,
      gradients,
      firstMoment,
      secondMoment,
      count,
      near,
      false,
    );
}

/** Steps whole rounds, and then the rest in a scratch buffer. */
// @inline
function stepAll<Moment>(
  plan: AdamPlan,
  first: i32,
  count: i32,
  gradients: usize,
  room: usize,
): bool {
  const bytes = sizeof<Moment>();
  let weights = plan.weights + 4 * first;
  let firstMoment = plan.firstMoment + bytes * first;
  let secondMoment = plan.secondMoment + bytes * first;
  const whole = count & -ROUND;
  const allFinite = stepWhole<Moment>(
    plan,
    weights,
    gradients,
    firstMoment,
    secondMoment,
    whole,
  );

  const rest = count - whole;
  if (rest == 0) return allFinite;
  weights += 4 * whole;
  gradients += 4 * whole;
  firstMoment += bytes * whole;
  secondMoment += bytes * whole;
  // Unused lanes repeat the first number of the rest, so they add no failure of their own.
  for (let lane = 0; lane < ROUND; lane++) {
    const from = lane < rest ? lane : 0;
    const to = room + 4 * lane;
    memory.copy(to, weights + 4 * from, 4);
    memory.copy(to + EIGHT, gradients + 4 * from, 4);
    const moment = room + 2 * EIGHT + bytes * lane;
    memory.copy(moment, firstMoment + bytes * from, bytes);
    memory.copy(moment + EIGHT, secondMoment + bytes * from, bytes);
  }
  const restFinite = stepWhole<Moment>(
    plan,
    room,
    room + EIGHT,
    room + 2 * EIGHT,
    room + 3 * EIGHT,
    ROUND,
  );
  memory.copy(weights, room, 4 * rest);
  memory.copy(firstMoment, room + 2 * EIGHT, bytes * rest);
  memory.copy(secondMoment, room + 3 * EIGHT, bytes * rest);
  return allFinite && restFinite;
}

/**
 * Steps `count` weights from the `first` on, whose gradients lie elsewhere.
 * Returns whether all of them are finite afterwards.
 *
 * @param room {@linkcode REST_BYTES} that no other thread uses
 */
export function adamStep(
  plan: AdamPlan,
  first: i32,
  count: i32,
  gradients: usize,
  room: usize,
): bool {
  prepare(plan);
  return plan.momentBytes == 2
    ? stepAll<u16>(plan, first, count, gradients, room)
    : stepAll<f32>(plan, first, count, gradients, room);
}
