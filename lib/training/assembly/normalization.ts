// @ts-nocheck: AssemblyScript, checked by its own compiler
/** The normalizations of rows, and sums over them. */
import { stored, storedOne, sumOf } from "./vectors.ts";

/** How many rows a task takes. */
export const ROWS: i32 = 32;

/** How many columns a task sums up. */
export const COLUMNS: i32 = 16;

export function normalize(
  task: i32,
  _thread: i32,
  to: usize,
  scales: usize,
  states: usize,
  gain: usize,
  shift: usize,
  rows: i32,
  columns: i32,
  isCentered: i32,
  epsilon: f64,
  isLow: i32,
): i32 {
  const vectors = columns & -4;
  for (let t = ROWS * task, end = min(t + ROWS, rows); t < end; t++) {
    const x = states + 4 * t * columns;
    const y = to + 4 * t * columns;
    let mean: f32 = 0;
    if (isCentered) {
      let sums = f32x4.splat(0);
      for (let j = 0; j < vectors; j += 4) {
        sums = f32x4.add(sums, v128.load(x + 4 * j));
      }
      let sum: f64 = sumOf(sums);
      for (let j = vectors; j < columns; j++) sum += load<f32>(x + 4 * j);
      mean = <f32> (sum / columns);
    }
    let squares = f32x4.splat(0);
    for (let j = 0; j < vectors; j += 4) {
      const own = f32x4.sub(v128.load(x + 4 * j), f32x4.splat(mean));
      squares = f32x4.add(squares, f32x4.mul(own, own));
    }
    let square: f64 = sumOf(squares);
    for (let j = vectors; j < columns; j++) {
      const own = load<f32>(x + 4 * j) - mean;
      square += own * own;
    }
    const scale = <f32> (1 / Math.sqrt(square / columns + epsilon));
    store<f32>(scales + 8 * t, mean);
    store<f32>(scales + 8 * t + 4, scale);
    for (let j = 0; j < vectors; j += 4) {
      const own = f32x4.sub(v128.load(x + 4 * j), f32x4.splat(mean));
      let value = f32x4.mul(
        v128.load(gain + 4 * j),
        f32x4.mul(own, f32x4.splat(scale)),
      );
      if (shift) value = f32x4.add(value, v128.load(shift + 4 * j));
      v128.store(y + 4 * j, stored(value, isLow));
    }
    for (let j = vectors; j < columns; j++) {
      let value = load<f32>(gain + 4 * j) *
        ((load<f32>(x + 4 * j) - mean) * scale);
      if (shift) value += load<f32>(shift + 4 * j);
      store<f32>(y + 4 * j, storedOne(value, isLow));
    }
  }
  return 1;
}

/** The gradient of what was normalized; in place of that of the result, if it is the same array. */
export function normalizeBackward(
  task: i32,
  _thread: i32,
  to: usize,
  gradient: usize,
  scales: usize,
  states: usize,
  gain: usize,
  rows: i32,
  columns: i32,
  isCentered: i32,
  isLow: i32,
): i32 {
  const vectors = columns & -4;
  for (let t = ROWS * task, end = min(t + ROWS, rows); t < end; t++) {
    const x = states + 4 * t * columns;
    const y = to + 4 * t * columns;
    const dy = gradient + 4 * t * columns;
    const mean = load<f32>(scales + 8 * t);
    const scale = load<f32>(scales + 8 * t + 4);
    let sums = f32x4.splat(0);
    let products = f32x4.splat(0);
    for (let j = 0; j < vectors; j += 4) {
      const own = f32x4.mul(v128.load(gain + 4 * j), v128.load(dy + 4 * j));
      sums = f32x4.add(sums, own);
      products = f32x4.add(
        products,
        f32x4.mul(own, f32x4.sub(v128.load(x + 4 * j), f32x4.splat(mean))),
      );
    }
    let sum: f64 = sumOf(sums);
    let product: f64 = sumOf(products);
    for (let j = vectors; j < columns; j++) {
      const own = load<f32>(gain + 4 * j) * load<f32>(dy + 4 * j);
      sum += own;
      product += own * (load<f32>(x + 4 * j) - mean);
    }
    const center = isCentered ? <f32> (sum / columns) : 0;
    const along = <f32> (product * scale * scale / columns);
    for (let j = 0; j < vectors; j += 4) {
      const own = f32x4.mul(v128.load(gain + 4 * j), v128.load(dy + 4 * j));
      const normal = f32x4.sub(v128.load(x + 4 * j), f32x4.splat(mean));
      const across = f32x4.sub(
        f32x4.sub(own, f32x4.splat(center)),
        f32x4.mul(normal, f32x4.splat(along)),
      );
      v128.store(
        y + 4 * j,
        stored(f32x4.mul(f32x4.splat(scale), across), isLow),
      );
    }
    for (let j = vectors; j < columns; j++) {
      const own = load<f32>(gain + 4 * j) * load<f32>(dy + 4 * j);
      const normal = load<f32>(x + 4 * j) - mean;
      const across = own - center - normal * along;
      store<f32>(y + 4 * j, storedOne(scale * across, isLow));
    }
  }
  return 1;
}

/** The gradients of what was learned: sums over all rows of some columns. */
export function learnedBackward(
  task: i32,
  _thread: i32,
  gain: usize,
  shift: usize,
  gradient: usize,
  scales: usize,
  states: usize,
  rows: i32,
  columns: i32,
  isLow: i32,
): i32 {
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
  return 1;
}

/** The upper two of four numbers, in binary64. */
// @inline
function upper(x: v128): v128 {
  return f64x2.promote_low_f32x4(v128.shuffle<f32>(x, x, 2, 3, 0, 1));
}

/** Four numbers of binary32 from twice two of binary64. */
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
export function sumOfRows(
  task: i32,
  _thread: i32,
  to: usize,
  values: usize,
  rows: i32,
  columns: i32,
  isLow: i32,
): i32 {
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
  return 1;
}
