// @ts-nocheck: AssemblyScript, checked by its own compiler
/** Elementwise operations, in chunks; arrays are padded to whole vectors. */
import type {
  AdamwPlan,
  AddPlan,
  GeluBackwardPlan,
  GeluPlan,
  RoundPlan,
} from "./plans.ts";
import { geluOf, geluSlopeOf, stored } from "./vectors.ts";

/** How many numbers a task takes. */
export const CHUNK: i32 = 8192;

// @inline
function endOf(task: i32, count: i32): usize {
  return 4 * <usize> min(CHUNK * (task + 1), count);
}

export function add(task: i32, _thread: i32, plan: AddPlan): void {
  const to = plan.to;
  const a = plan.a;
  const b = plan.b;
  const isLow = plan.isLow;
  const end = endOf(task, plan.count);
  for (let i: usize = 4 * CHUNK * task; i < end; i += 16) {
    const sum = f32x4.add(v128.load(a + i), v128.load(b + i));
    v128.store(to + i, stored(sum, isLow));
  }
}

export function gelu(task: i32, _thread: i32, plan: GeluPlan): void {
  const to = plan.to;
  const x = plan.x;
  const isLow = plan.isLow;
  const end = endOf(task, plan.count);
  for (let i: usize = 4 * CHUNK * task; i < end; i += 16) {
    v128.store(to + i, stored(geluOf(v128.load(x + i)), isLow));
  }
}

export function geluBackward(
  task: i32,
  _thread: i32,
  plan: GeluBackwardPlan,
): void {
  const gradient = plan.gradient;
  const x = plan.x;
  const isLow = plan.isLow;
  const end = endOf(task, plan.count);
  for (let i: usize = 4 * CHUNK * task; i < end; i += 16) {
    const slope = geluSlopeOf(v128.load(x + i));
    const own = f32x4.mul(v128.load(gradient + i), slope);
    v128.store(gradient + i, stored(own, isLow));
  }
}

/** Rounds to bfloat16. */
export function round(task: i32, _thread: i32, plan: RoundPlan): void {
  const values = plan.values;
  const end = endOf(task, plan.count);
  for (let i: usize = 4 * CHUNK * task; i < end; i += 16) {
    v128.store(values + i, stored(v128.load(values + i), 1));
  }
}

/** A step of AdamW, each operation rounded separately: `torch-fused`. */
export function adamw(task: i32, _thread: i32, plan: AdamwPlan): void {
  const weights = plan.weights;
  const gradients = plan.gradients;
  const firstMoments = plan.firstMoments;
  const secondMoments = plan.secondMoments;
  const isLow = plan.isLow;
  const keep = plan.keep;
  const decay = plan.decay;
  const oneMinusBeta1 = plan.oneMinusBeta1;
  const oneMinusBeta2 = plan.oneMinusBeta2;
  const epsilon = plan.epsilon;
  const stepSize = plan.stepSize;
  const rootCorrection = plan.rootCorrection;
  const end = endOf(task, plan.count);
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
    // Without a moment the update is 0, even where the divisor is 0 too.
    const moved = v128.andnot(update, f32x4.eq(m, zero));
    v128.store(weights + i, stored(f32x4.add(kept, moved), isLow));
    v128.store(firstMoments + i, stored(m, isLow));
    v128.store(secondMoments + i, stored(v, isLow));
  }
}
