// @ts-nocheck: AssemblyScript, checked by its own compiler
/**
 * The plans of lib/training/_plans.ts as kernels read them. Written by
 * `deno task assemble`; a test compares it with its source.
 */

// @unmanaged
export class RoundPlan {
  values: usize;
  count: i32;
}

// @unmanaged
export class AddPlan {
  to: usize;
  a: usize;
  b: usize;
  count: i32;
  isLow: i32;
}

// @unmanaged
export class GeluPlan {
  to: usize;
  x: usize;
  count: i32;
  isLow: i32;
}

// @unmanaged
export class GeluBackwardPlan {
  gradient: usize;
  x: usize;
  count: i32;
  isLow: i32;
}

// @unmanaged
export class AdamwPlan {
  weights: usize;
  gradients: usize;
  firstMoments: usize;
  secondMoments: usize;
  count: i32;
  isLow: i32;
  keep: f32;
  decay: f32;
  oneMinusBeta1: f32;
  oneMinusBeta2: f32;
  epsilon: f32;
  stepSize: f32;
  rootCorrection: f32;
}

// @unmanaged
export class NormalizePlan {
  to: usize;
  scales: usize;
  states: usize;
  gain: usize;
  shift: usize;
  rows: i32;
  columns: i32;
  isCentered: i32;
  epsilon: f64;
  isLow: i32;
}

// @unmanaged
export class NormalizeBackwardPlan {
  to: usize;
  gradient: usize;
  scales: usize;
  states: usize;
  gain: usize;
  rows: i32;
  columns: i32;
  isCentered: i32;
  isLow: i32;
}

// @unmanaged
export class LearnedBackwardPlan {
  gain: usize;
  shift: usize;
  gradient: usize;
  scales: usize;
  states: usize;
  rows: i32;
  columns: i32;
  isLow: i32;
}

// @unmanaged
export class SumOfRowsPlan {
  to: usize;
  values: usize;
  rows: i32;
  columns: i32;
  isLow: i32;
}

// @unmanaged
export class PackPlan {
  to: usize;
  b: usize;
  stride: usize;
  depth: i32;
  columns: i32;
  isTransposed: i32;
}

// @unmanaged
export class MultiplyPlan {
  a: usize;
  panels: usize;
  c: usize;
  rows: i32;
  depth: i32;
  columns: i32;
  blockRows: i32;
  blockColumns: i32;
  bias: usize;
  isLow: i32;
  scratch: usize;
  scratchBytes: usize;
}

// @unmanaged
export class TransposePlan {
  to: usize;
  from: usize;
  rows: i32;
  columns: i32;
  blockRows: i32;
}

// @unmanaged
export class TransposedProductPlan {
  a: usize;
  transposedB: usize;
  c: usize;
  depth: i32;
  rows: i32;
  columns: i32;
  isLow: i32;
  scratch: usize;
  scratchBytes: usize;
}

// @unmanaged
export class AttendPlan {
  found: usize;
  logSums: usize;
  projected: usize;
  length: i32;
  heads: i32;
  width: i32;
  isLow: i32;
  scratch: usize;
  scratchBytes: usize;
}

// @unmanaged
export class AttendBackwardPlan {
  result: usize;
  gradient: usize;
  found: usize;
  logSums: usize;
  projected: usize;
  length: i32;
  heads: i32;
  width: i32;
  isLow: i32;
  scratch: usize;
  scratchBytes: usize;
}

// @unmanaged
export class CrossEntropyPlan {
  logits: usize;
  rows: i32;
  columns: i32;
  live: i32;
  inputs: usize;
  targets: usize;
  measures: usize;
  isLow: i32;
}
