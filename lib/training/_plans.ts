/**
 * The plans by which the kernels of this folder are called: `deno task assemble`
 * makes the classes of `assembly/plans.ts` from them. `isLow` is whether what
 * is stored is rounded to bfloat16, `scratch` the buffer of the first thread,
 * `scratchBytes` the distance from there to the next one's.
 *
 * @module
 */
import type { PlanDescriptions } from "../threads/mod.ts";

/** Their fields. */
export const plans = {
  /** Numbers that are rounded to bfloat16. */
  RoundPlan: { values: "usize", count: "i32" },
  /** A sum of two arrays. */
  AddPlan: { to: "usize", a: "usize", b: "usize", count: "i32", isLow: "i32" },
  GeluPlan: { to: "usize", x: "usize", count: "i32", isLow: "i32" },
  GeluBackwardPlan: {
    gradient: "usize",
    x: "usize",
    count: "i32",
    isLow: "i32",
  },
  /** A step of AdamW, with its scalars. */
  AdamwPlan: {
    weights: "usize",
    gradients: "usize",
    firstMoments: "usize",
    secondMoments: "usize",
    count: "i32",
    isLow: "i32",
    keep: "f32", // 1 - ηλ
    decay: "f32", // β₂
    oneMinusBeta1: "f32", // 1 - β₁
    oneMinusBeta2: "f32", // 1 - β₂
    epsilon: "f32", // ε
    stepSize: "f32", // η / c₁
    rootCorrection: "f32", // √c₂
  },
  NormalizePlan: {
    to: "usize",
    scales: "usize",
    states: "usize",
    gain: "usize",
    shift: "usize", // 0 if there is none
    rows: "i32",
    columns: "i32",
    isCentered: "i32",
    epsilon: "f64",
    isLow: "i32",
  },
  /** The gradient of the input of a normalization. */
  NormalizeBackwardPlan: {
    to: "usize",
    gradient: "usize",
    scales: "usize",
    states: "usize",
    gain: "usize",
    rows: "i32",
    columns: "i32",
    isCentered: "i32",
    isLow: "i32",
  },
  /** The gradients of the learned parameters of a normalization. */
  LearnedBackwardPlan: {
    gain: "usize",
    shift: "usize", // 0 if there is none
    gradient: "usize",
    scales: "usize",
    states: "usize",
    rows: "i32",
    columns: "i32",
    isLow: "i32",
  },
  SumOfRowsPlan: {
    to: "usize",
    values: "usize",
    rows: "i32",
    columns: "i32",
    isLow: "i32",
  },
  /** A whole matrix in panels: B, or its transpose, by rows of `stride` bytes. */
  PackPlan: {
    to: "usize",
    b: "usize",
    stride: "usize",
    depth: "i32",
    columns: "i32",
    isTransposed: "i32",
  },
  /** C = A B + bias, in blocks. */
  MultiplyPlan: {
    a: "usize",
    panels: "usize",
    c: "usize",
    rows: "i32",
    depth: "i32",
    columns: "i32",
    blockRows: "i32",
    blockColumns: "i32",
    bias: "usize", // 0 if there is none
    isLow: "i32",
    scratch: "usize",
    scratchBytes: "usize",
  },
  /** The transpose of a matrix, some rows at a time. */
  TransposePlan: {
    to: "usize",
    from: "usize",
    rows: "i32",
    columns: "i32",
    blockRows: "i32",
  },
  /** C = A^T B, of A and the transpose of B. */
  TransposedProductPlan: {
    a: "usize",
    transposedB: "usize",
    c: "usize",
    depth: "i32",
    rows: "i32",
    columns: "i32",
    isLow: "i32",
    scratch: "usize",
    scratchBytes: "usize",
  },
  /** The attention; `width` is that of all heads together. */
  AttendPlan: {
    found: "usize",
    logSums: "usize",
    projected: "usize",
    length: "i32",
    heads: "i32",
    width: "i32",
    isLow: "i32",
    scratch: "usize",
    scratchBytes: "usize",
  },
  AttendBackwardPlan: {
    result: "usize",
    gradient: "usize",
    found: "usize",
    logSums: "usize",
    projected: "usize",
    length: "i32",
    heads: "i32",
    width: "i32",
    isLow: "i32",
    scratch: "usize",
    scratchBytes: "usize",
  },
  /** The softmax with cross-entropy; `live` tokens come first. */
  CrossEntropyPlan: {
    logits: "usize",
    rows: "i32",
    columns: "i32",
    live: "i32",
    inputs: "usize",
    targets: "usize",
    measures: "usize",
    isLow: "i32",
  },
} as const satisfies PlanDescriptions;
