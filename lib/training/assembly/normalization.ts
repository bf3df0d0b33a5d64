// @ts-nocheck: AssemblyScript, checked by its own compiler
/** The normalizations of rows, and their backward pass. */
import type { NormalizeBackwardPlan, NormalizePlan } from "./plans.ts";
import { stored, storedOne, sumOf } from "./vectors.ts";

/** How many rows a task takes. */
export const ROWS: i32 = 32;

export function normalize(task: i32, _thread: i32, plan: NormalizePlan): void {
  const to = plan.to;
  const scales = plan.scales;
  const states = plan.states;
  const gain = plan.gain;
  const shift = plan.shift;
  const rows = plan.rows;
  const columns = plan.columns;
  const isCentered = plan.isCentered;
  const epsilon = plan.epsilon;
  const isLow = plan.isLow;
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
}

/** The gradient of the input; it may overwrite that of the result, in the same array. */
export function normalizeBackward(
  task: i32,
  _thread: i32,
  plan: NormalizeBackwardPlan,
): void {
  const to = plan.to;
  const gradient = plan.gradient;
  const scales = plan.scales;
  const states = plan.states;
  const gain = plan.gain;
  const rows = plan.rows;
  const columns = plan.columns;
  const isCentered = plan.isCentered;
  const isLow = plan.isLow;
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
}
