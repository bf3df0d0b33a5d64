/**
 * The plans by which the kernels of this folder are called: `deno task assemble`
 * makes the classes of `assembly/plans.ts` from them.
 *
 * @module
 */
import type { Plan as PlanOf, PlanDescriptions } from "../threads/mod.ts";

/** Their fields. */
export const plans = {
  /** An Adam whose moments have `momentBytes` each, and the scalars of its next step. */
  AdamPlan: {
    weights: "usize",
    firstMoment: "usize",
    secondMoment: "usize",
    momentBytes: "i32",
    oneMinusBeta1: "f32", // 1 - β₁
    oneMinusBeta2: "f32", // 1 - β₂
    decay2: "f32", // β₂
    keep: "f32", // 1 - ηλ
    stepSize: "f32", // -η / c₁
    rootCorrection: "f32", // √c₂
    epsilon: "f32", // ε
    high: "f32", // 1 / √c₂ in two parts to multiply by, or 0
    low: "f32",
  },
  /** A step of all weights, in chunks. */
  ChunksPlan: {
    adam: "usize",
    gradients: "usize",
    count: "i32",
    chunkLength: "i32",
  },
  /** The softmax of a batch, its intermediate results, and its gradient. */
  SoftmaxPlan: {
    weights: "usize",
    hidden: "usize",
    positions: "i32",
    vocabulary: "i32",
    width: "i32",
    limit: "f32",
    block: "i32",
    tiles: "i32",
    byPosition: "usize",
    byWidth: "usize",
    targets: "usize",
    targetLogits: "usize",
    maximumOf: "usize",
    sumOf: "usize",
    exponentials: "usize",
    maxima: "usize",
    sums: "usize",
    tokens: "usize",
    tokenCount: "i32",
    into: "usize",
    adam: "usize",
    scratch: "usize",
    scratchBytes: "i32",
  },
} as const satisfies PlanDescriptions;

/** The numbers of a plan. */
export type Plan<Name extends keyof typeof plans> = PlanOf<typeof plans, Name>;
