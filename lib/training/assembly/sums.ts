// @ts-nocheck: AssemblyScript, checked by its own compiler
/** Sums over the rows of a matrix, in binary64. */
import type { LearnedBackwardPlan, SumOfRowsPlan } from "./plans.ts";
import { stored, storedOne } from "./vectors.ts";

/** How many columns a task sums. */
export const COLUMNS: i32 = 16;

/** The gradients of the learned parameters: sums over all rows of some columns. */
export function learnedBackward(
  task: i32,
  _thread: i32,
  plan: LearnedBackwardPlan,
): void {
  const gain = plan.gain;
  const shift = plan.shift;
  const gradient = plan.gradient;
  const scales = plan.scales;
  const states = plan.states;
  const rows = plan.rows;
  const columns = plan.columns;
  const isLow = plan.isLow;
  const last = min(COLUMNS * (task + 1), columns);
  let j = COLUMNS * task;
  for (; j + 4 <= last; j += 4) {
    let gainLow = f64x2.splat(0);
    let gainHigh = f64x2.splat(0);
    let shiftLow = f64x2.splat(0);
    let shiftHigh = f64x2.splat(0);
    for (let t = 0; t < rows; t++) {
      const at = 4 * (t * columns + j);
      const dy = v128.load(gradient + at);
      const mean = v128.load32_splat(scales + 8 * t);
      const scale = v128.load32_splat(scales + 8 * t + 4);
      const normal = f32x4.mul(
        f32x4.sub(v128.load(states + at), mean),
        scale,
      );
      const own = f32x4.mul(dy, normal);
      gainLow = f64x2.add(gainLow, f64x2.promote_low_f32x4(own));
      gainHigh = f64x2.add(gainHigh, upper(own));
      shiftLow = f64x2.add(shiftLow, f64x2.promote_low_f32x4(dy));
      shiftHigh = f64x2.add(shiftHigh, upper(dy));
    }
    v128.store(gain + 4 * j, stored(joined(gainLow, gainHigh), isLow));
    if (shift) {
      v128.store(shift + 4 * j, stored(joined(shiftLow, shiftHigh), isLow));
    }
  }
  for (; j < last; j++) {
    let ofGain: f64 = 0;
    let ofShift: f64 = 0;
    for (let t = 0; t < rows; t++) {
      const at = 4 * (t * columns + j);
      const dy = load<f32>(gradient + at);
      const own = load<f32>(states + at) - load<f32>(scales + 8 * t);
      ofGain += dy * (own * load<f32>(scales + 8 * t + 4));
      ofShift += dy;
    }
    store<f32>(gain + 4 * j, storedOne(<f32> ofGain, isLow));
    if (shift) store<f32>(shift + 4 * j, storedOne(<f32> ofShift, isLow));
  }
}

/** The upper two of four numbers, in binary64. */
// @inline
function upper(x: v128): v128 {
  return f64x2.promote_low_f32x4(v128.shuffle<f32>(x, x, 2, 3, 0, 1));
}

/** Four numbers of binary32 from two pairs of binary64. */
// @inline
function joined(low: v128, high: v128): v128 {
  return v128.shuffle<f32>(
    f32x4.demote_f64x2_zero(low),
    f32x4.demote_f64x2_zero(high),
    0,
    1,
    4,
    5,
  );
}

/** Sums over all rows of some columns. */
export function sumOfRows(task: i32, _thread: i32, plan: SumOfRowsPlan): void {
  const to = plan.to;
  const values = plan.values;
  const rows = plan.rows;
  const columns = plan.columns;
  const isLow = plan.isLow;
  const last = min(COLUMNS * (task + 1), columns);
  let j = COLUMNS * task;
  for (; j + 4 <= last; j += 4) {
    let low = f64x2.splat(0);
    let high = f64x2.splat(0);
    for (let t = 0; t < rows; t++) {
      const own = v128.load(values + 4 * (t * columns + j));
      low = f64x2.add(low, f64x2.promote_low_f32x4(own));
      high = f64x2.add(high, upper(own));
    }
    v128.store(to + 4 * j, stored(joined(low, high), isLow));
  }
  for (; j < last; j++) {
    let sum: f64 = 0;
    for (let t = 0; t < rows; t++) {
      sum += load<f32>(values + 4 * (t * columns + j));
    }
    store<f32>(to + 4 * j, storedOne(<f32> sum, isLow));
  }
}
