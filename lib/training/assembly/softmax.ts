// @ts-nocheck: AssemblyScript, checked by its own compiler
/** The softmax with cross-entropy, and its gradient in place of the logits. */
import type { CrossEntropyPlan } from "./plans.ts";
import {
  exponentialOf,
  exponentialOfOne,
  stored,
  storedOne,
  sumOf,
} from "./vectors.ts";

/** How many positions a task takes. */
export const POSITIONS: i32 = 8;

/** The largest of some numbers. */
export function largest(x: usize, count: i32): f32 {
  let most: f32 = -Infinity;
  let j = 0;
  if (count >= 4) {
    let maxima = v128.load(x);
    for (j = 4; j + 4 <= count; j += 4) {
      maxima = f32x4.max(maxima, v128.load(x + 4 * j));
    }
    maxima = f32x4.max(maxima, v128.shuffle<f32>(maxima, maxima, 2, 3, 0, 1));
    most = max(f32x4.extract_lane(maxima, 0), f32x4.extract_lane(maxima, 1));
  }
  for (; j < count; j++) most = max(most, load<f32>(x + 4 * j));
  return most;
}

/** The sum of e^(x - shift); the terms replace x if they are kept. */
function sumOfPowers(x: usize, count: i32, shift: f32, isKept: bool): f64 {
  let total: f64 = 0;
  let j = 0;
  const by = f32x4.splat(shift);
  while (j + 4 <= count) {
    // A few hundred at a time in binary32; these sums are added in binary64.
    const end = min(j + 256, count & -4);
    let sums = f32x4.splat(0);
    for (; j < end; j += 4) {
      const power = exponentialOf(f32x4.sub(v128.load(x + 4 * j), by));
      if (isKept) v128.store(x + 4 * j, power);
      sums = f32x4.add(sums, power);
    }
    total += sumOf(sums);
  }
  for (; j < count; j++) {
    const power = exponentialOfOne(load<f32>(x + 4 * j) - shift);
    if (isKept) store<f32>(x + 4 * j, power);
    total += power;
  }
  return total;
}

/** Measurements are stored in binary64: losses, dead and own probabilities, one array after the other. */
export function crossEntropy(
  task: i32,
  _thread: i32,
  plan: CrossEntropyPlan,
): void {
  const logits = plan.logits;
  const rows = plan.rows;
  const columns = plan.columns;
  const live = plan.live;
  const inputs = plan.inputs;
  const targets = plan.targets;
  const measures = plan.measures;
  const isLow = plan.isLow;
  const tiny = f32x4.splat(1.1754943508222875e-38); // 2^-126
  for (let t = POSITIONS * task, end = min(t + POSITIONS, rows); t < end; t++) {
    const x = logits + 4 * t * columns;
    const target = x + 4 * load<i32>(targets + 4 * t);
    const ofTarget: f64 = load<f32>(target);
    const ofOwn: f64 = load<f32>(x + 4 * load<i32>(inputs + 4 * t));
    const most = largest(x, columns);
    const ofLive = sumOfPowers(x, live, most, !isLow);
    const dead = x + 4 * live;
    const ofDead = sumOfPowers(dead, columns - live, most, !isLow);
    const sum = ofLive + ofDead;
    const logSum = <f64> most + Math.log(sum);
    store<f64>(measures + 8 * t, logSum - ofTarget);
    store<f64>(measures + 8 * (rows + t), ofDead / sum);
    store<f64>(measures + 8 * (2 * rows + t), Math.exp(ofOwn - logSum));

    // In bfloat16 the logarithm of a probability is stored, and rounded, first.
    const factor = <f32> (1 / (isLow ? <f64> rows : sum * rows));
    const by = f32x4.splat(<f32> logSum);
    const factors = f32x4.splat(factor);
    let j = 0;
    for (; j + 4 <= columns; j += 4) {
      let value = v128.load(x + 4 * j);
      if (isLow) value = exponentialOf(stored(f32x4.sub(value, by), 1));
      value = f32x4.mul(value, factors);
      value = v128.andnot(value, f32x4.lt(value, tiny));
      v128.store(x + 4 * j, stored(value, isLow));
    }
    for (; j < columns; j++) {
      let value = load<f32>(x + 4 * j);
      if (isLow) value = exponentialOfOne(storedOne(value - <f32> logSum, 1));
      store<f32>(x + 4 * j, storedOne(value * factor, isLow));
    }
    const own: f64 = isLow
      ? <f64> exponentialOfOne(storedOne(<f32> (ofTarget - logSum), 1))
      : Math.exp(ofTarget - logSum);
    store<f32>(target, storedOne(<f32> ((own - 1) / rows), isLow));
  }
}
