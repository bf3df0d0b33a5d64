// @ts-nocheck: AssemblyScript, checked by its own compiler
/**
 * The plans of lib/vector/_plans.ts as kernels read them. Written by
 * `deno task assemble`; a test compares it with its source.
 */

// @unmanaged
export class AdamPlan {
  weights: usize;
  firstMoment: usize;
  secondMoment: usize;
  momentBytes: i32;
  oneMinusBeta1: f32;
  oneMinusBeta2: f32;
  decay2: f32;
  keep: f32;
  stepSize: f32;
  rootCorrection: f32;
  epsilon: f32;
  high: f32;
  low: f32;
}

// @unmanaged
export class ChunksPlan {
  adam: usize;
  gradients: usize;
  count: i32;
  chunkLength: i32;
}

// @unmanaged
export class SoftmaxPlan {
  weights: usize;
  hidden: usize;
  positions: i32;
  vocabulary: i32;
  width: i32;
  limit: f32;
  block: i32;
  tiles: i32;
  byPosition: usize;
  byWidth: usize;
  targets: usize;
  targetLogits: usize;
  maximumOf: usize;
  sumOf: usize;
  exponentials: usize;
  maxima: usize;
  sums: usize;
  tokens: usize;
  tokenCount: i32;
  into: usize;
  adam: usize;
  scratch: usize;
  scratchBytes: i32;
}
