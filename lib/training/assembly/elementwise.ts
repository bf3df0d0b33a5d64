// @ts-nocheck: AssemblyScript, checked by its own compiler
/** What is done with each number by itself, in chunks; arrays end with whole vectors. */
import { geluOf, geluSlopeOf, stored } from "./vectors.ts";

/** How many numbers a task takes. */
export const CHUNK: i32 = 8192;

// @inline
function endOf(task: i32, count: i32): usize {
  return 4 * <usize> min(CHUNK * (task + 1), count);
}

export function add(
  task: i32,
  _thread: i32,
  to: usize,
  a: usize,
  b: usize,
  count: i32,
  isLow: i32,
): i32 {
  const end = endOf(task, count);
  for (let i: usize = 4 * CHUNK * task; i < end; i += 16) {
    const sum = f32x4.add(v128.load(a + i), v128.load(b + i));
    v128.store(to + i, stored(sum, isLow));
  }
  return 1;
}

export function gelu(
  task: i32,
  _thread: i32,
  to: usize,
  x: usize,
  count: i32,
  isLow: i32,
): i32 {
  const end = endOf(task, count);
  for (let i: usize = 4 * CHUNK * task; i < end; i += 16) {
    v128.store(to + i, stored(geluOf(v128.load(x + i)), isLow));
  }
  return 1;
}

export function geluBackward(
  task: i32,
  _thread: i32,
  gradient: usize,
  x: usize,
  count: i32,
  isLow: i32,
): i32 {
  const end = endOf(task, count);
  for (let i: usize = 4 * CHUNK * task; i < end; i += 16) {
    const slope = geluSlopeOf(v128.load(x + i));
    const own = f32x4.mul(v128.load(gradient + i), slope);
    v128.store(gradient + i, stored(own, isLow));
  }
  return 1;
}

/** Rounds to bfloat16. */
export function round(
  task: i32,
  _thread: i32,
  values: usize,
  count: i32,
): i32 {
  const end = endOf(task, count);
  for (let i: usize = 4 * CHUNK * task; i < end; i += 16) {
    v128.store(values + i, stored(v128.load(values + i), 1));
  }
  return 1;
}

/** A step of AdamW, each operation rounded by itself: `torch-fused`. */
export function adamw(
  task: i32,
  _thread: i32,
  weights: usize,
  gradients: usize,
  firstMoments: usize,
  secondMoments: usize,
  count: i32,
  isLow: i32,
  keep: f32,
  decay: f32,
  oneMinusBeta1: f32,
  oneMinusBeta2: f32,
  epsilon: f32,
  stepSize: f32,
  rootCorrection: f32,
): i32 {
  const end = endOf(task, count);
  const isNear = oneMinusBeta1 < 0.5;
  const fraction = f32x4.splat(isNear ? oneMinusBeta1 : oneMinusBeta1 - 1);
  const zero = f32x4.splat(0);
  for (let i: usize = 4 * CHUNK * task; i < end; i += 16) {
    const g = v128.load(gradients + i);
    const before = v128.load(firstMoments + i);
    const difference = f32x4.sub(g, before);
    const base = isNear ? before : g;
    const m = f32x4.add(base, f32x4.mul(fraction, difference));
    const fresh = f32x4.mul(f32x4.mul(f32x4.splat(oneMinusBeta2), g), g);
    const old = f32x4.mul(v128.load(secondMoments + i), f32x4.splat(decay));
    const v = f32x4.add(old, fresh);
    const kept = f32x4.mul(v128.load(weights + i), f32x4.splat(keep));
    const root = f32x4.add(
      f32x4.div(f32x4.sqrt(v), f32x4.splat(rootCorrection)),
      f32x4.splat(epsilon),
    );
    const update = f32x4.div(f32x4.mul(f32x4.splat(-stepSize), m), root);
    // Without a moment there is nothing to divide, nor perhaps to divide by.
    const moved = v128.andnot(update, f32x4.eq(m, zero));
    v128.store(weights + i, stored(f32x4.add(kept, moved), isLow));
    v128.store(firstMoments + i, stored(m, isLow));
    v128.store(secondMoments + i, stored(v, isLow));
  }
  return 1;
}
