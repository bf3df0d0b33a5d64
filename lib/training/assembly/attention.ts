// @ts-nocheck: AssemblyScript, checked by its own compiler
/** The attention of one head in one sequence, and its backward pass. */
import { ROOM } from "../../vector/assembly/multiply.ts";
import { fitAll, lineOf, packedBytes, weighAll } from "./heads.ts";
import type { AttendBackwardPlan, AttendPlan } from "./plans.ts";
import { largest } from "./softmax.ts";
import { turnAll } from "./turning.ts";
import {
  exponentialOf,
  roundAll,
  stored,
  storedOne,
  sumOf,
} from "./vectors.ts";

/** Multiplies a row by a factor, and rounds it. */
function finishRow(row: usize, size: i32, factor: f32, isLow: i32): void {
  let j = 0;
  for (; j + 4 <= size; j += 4) {
    const own = f32x4.mul(v128.load(row + 4 * j), f32x4.splat(factor));
    v128.store(row + 4 * j, stored(own, isLow));
  }
  for (; j < size; j++) {
    store<f32>(row + 4 * j, storedOne(load<f32>(row + 4 * j) * factor, isLow));
  }
}

/** The product of two rows. */
function dot(a: usize, b: usize, size: i32): f32 {
  let sums = f32x4.splat(0);
  let j = 0;
  for (; j + 4 <= size; j += 4) {
    const own = f32x4.mul(v128.load(a + 4 * j), v128.load(b + 4 * j));
    sums = f32x4.add(sums, own);
  }
  let sum = sumOf(sums);
  for (; j < size; j++) sum += load<f32>(a + 4 * j) * load<f32>(b + 4 * j);
  return sum;
}

export function attend(task: i32, thread: i32, plan: AttendPlan): void {
  const logSums = plan.logSums;
  const length = plan.length;
  const heads = plan.heads;
  const width = plan.width;
  const isLow = plan.isLow;
  const size = width / heads;
  const first = task / heads * length;
  const head = task % heads;
  const stride: usize = 12 * width;
  const queries = plan.projected + first * stride + 4 * head * size;
  const keys = queries + 4 * width;
  const values = keys + 4 * width;
  const to = plan.found + 4 * (first * width + head * size);
  const room = plan.scratch + thread * plan.scratchBytes;
  const fits = room + ROOM + packedBytes(length, size);
  const line = lineOf(length);
  const sums = fits + 3 * line * length;
  const scale = <f32> (1 / Math.sqrt(<f64> size));
  fitAll(fits, queries, stride, keys, stride, length, size, room);
  for (let t = 0; t < length; t++) {
    const row = fits + t * line;
    // The scale is above zero, so the largest stays the largest.
    const most = largest(row, t + 1) * scale;
    for (let s = 0; s <= t; s += 4) {
      const fit = f32x4.mul(v128.load(row + 4 * s), f32x4.splat(scale));
      v128.store(
        row + 4 * s,
        exponentialOf(
          f32x4.min(f32x4.sub(fit, f32x4.splat(most)), f32x4.splat(0)),
        ),
      );
    }
    memory.fill(row + 4 * (t + 1), 0, line - 4 * (t + 1));
    let total = f32x4.splat(0);
    for (let s = 0; s <= t; s += 4) {
      total = f32x4.add(total, v128.load(row + 4 * s));
    }
    const sum = sumOf(total);
    store<f32>(sums + 4 * t, sum);
    store<f32>(
      logSums + 4 * ((first + t) * heads + head),
      <f32> (<f64> most + Math.log(<f64> sum)),
    );
    if (isLow) roundAll(row, t + 1);
  }
  weighAll(to, 4 * width, fits, values, stride, length, size, false, room);
  for (let t = 0; t < length; t++) {
    finishRow(to + 4 * t * width, size, 1 / load<f32>(sums + 4 * t), isLow);
  }
}

export function attendBackward(
  task: i32,
  thread: i32,
  plan: AttendBackwardPlan,
): void {
  const logSums = plan.logSums;
  const projected = plan.projected;
  const length = plan.length;
  const heads = plan.heads;
  const width = plan.width;
  const isLow = plan.isLow;
  const size = width / heads;
  const first = task / heads * length;
  const head = task % heads;
  const stride: usize = 12 * width;
  const narrow: usize = 4 * width;
  const queries = projected + first * stride + 4 * head * size;
  const keys = queries + 4 * width;
  const values = keys + 4 * width;
  const ofQueries = plan.result + (queries - projected);
  const ofFound = plan.gradient + 4 * (first * width + head * size);
  const own = plan.found + 4 * (first * width + head * size);
  const room = plan.scratch + thread * plan.scratchBytes;
  const weights = room + ROOM + packedBytes(length, size);
  const line = lineOf(length);
  const slopes = weights + line * length;
  const turned = slopes + line * length;
  const scale = <f32> (1 / Math.sqrt(<f64> size));
  fitAll(weights, queries, stride, keys, stride, length, size, room);
  fitAll(slopes, ofFound, narrow, values, stride, length, size, room);
  for (let t = 0; t < length; t++) {
    const row = weights + t * line;
    const slope = slopes + t * line;
    const logSum = load<f32>(logSums + 4 * ((first + t) * heads + head));
    const along = dot(ofFound + t * narrow, own + t * narrow, size);
    for (let s = 0; s <= t; s += 4) {
      const fit = f32x4.mul(v128.load(row + 4 * s), f32x4.splat(scale));
      const shifted = f32x4.sub(fit, f32x4.splat(logSum));
      const weight = exponentialOf(f32x4.min(shifted, f32x4.splat(0)));
      const difference = f32x4.sub(
        v128.load(slope + 4 * s),
        f32x4.splat(along),
      );
      v128.store(row + 4 * s, stored(weight, isLow));
      v128.store(slope + 4 * s, stored(f32x4.mul(weight, difference), isLow));
    }
    memory.fill(row + 4 * (t + 1), 0, line - 4 * (t + 1));
    memory.fill(slope + 4 * (t + 1), 0, line - 4 * (t + 1));
  }
  weighAll(ofQueries, stride, slopes, keys, stride, length, size, false, room);
  turnAll(turned, line, slopes, line, length, length);
  const ofKeys = ofQueries + 4 * width;
  weighAll(ofKeys, stride, turned, queries, stride, length, size, true, room);
  turnAll(turned, line, weights, line, length, length);
  const ofValues = ofKeys + 4 * width;
  weighAll(ofValues, stride, turned, ofFound, narrow, length, size, true, room);
  for (let t = 0; t < length; t++) {
    finishRow(ofQueries + t * stride, size, scale, isLow);
    finishRow(ofKeys + t * stride, size, scale, isLow);
    if (isLow) roundAll(ofValues + t * stride, size);
  }
}
