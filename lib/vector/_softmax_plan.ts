/**
 * Where the kernels of the softmax keep intermediate results, and what they do
 * before the gradient.
 *
 * @module
 */
import { requireNumbers } from "../_require.ts";
import { f32 } from "../precision.ts";
import { wholeLines } from "../threads/mod.ts";
import type { VectorEngine } from "./_kernels.ts";
import type { Plan } from "./_plans.ts";
import type { SoftmaxBatch } from "./_softmax_batch.ts";

/** Lays out a batch, with what its gradient needs: a list of tokens and where their rows go, or rows for each thread and an Adam. */
export function softmaxPlan(
  action: string,
  engine: VectorEngine,
  weights: Float32Array,
  { hidden, targets, width }: SoftmaxBatch,
  { tokens = [], into, gradientRows = 0, adam = 0 }: {
    tokens?: ArrayLike<number>;
    into?: Float32Array;
    gradientRows?: number;
    /** The address of its plan. */
    adam?: number;
  },
): Plan<"SoftmaxPlan"> {
  const { memory, constants: { BLOCK, TILE, OWN_BYTES } } = engine;
  const positions = targets.length;
  const vocabulary = weights.length / width;
  const blocks = Math.ceil(positions / BLOCK);
  const tiles = Math.ceil(vocabulary / TILE);
  const ownSize = OWN_BYTES + 4 * gradientRows * width;
  const scratchBytes = wholeLines(ownSize);
  // One number for each position of a block, in bytes.
  const line = 4 * BLOCK;

  const at = memory.scratch({
    // Both packed forms of the hidden states.
    byPosition: line * blocks * 4 * Math.ceil(width / 4),
    byWidth: line * blocks * 8 * Math.ceil(width / 8),
    // A line for each block.
    targets: line * blocks,
    targetLogits: line * blocks,
    maximumOf: line * blocks,
    sumOf: line * blocks,
    // For one block at a time: a line for each token, and for each tile.
    exponentials: line * vocabulary,
    maxima: line * tiles,
    sums: line * tiles,
    tokens: 4 * tokens.length,
    scratch: scratchBytes * engine.threads,
  });
  const { buffer } = memory;
  new Int32Array(buffer, at.tokens, tokens.length).set(tokens);
  // A position that only pads a block has no target.
  const targetOf = new Int32Array(buffer, at.targets, blocks * BLOCK);
  targetOf.fill(-1).set(targets);
  // Sums of probabilities, 2^64 times as large, times hidden states must be finite.
  const limit = f32(2 ** 62 / positions);
  const plan = {
    ...{ ...at, weights: weights.byteOffset, hidden: hidden.byteOffset },
    ...{ positions, vocabulary, width, limit, block: 0, tiles, adam },
    ...{ tokenCount: tokens.length, into: into?.byteOffset ?? 0, scratchBytes },
  };
  if (!engine.run("pack", blocks, engine.plan("SoftmaxPlan", plan))) {
    requireNumbers(action, "hidden", hidden, {
      wanted: `at most 2^62 / ${positions} in size`,
      met: (h) => Math.abs(h) <= limit,
    });
  }
  return plan;
}

/** How many blocks its positions fill. */
export function blocksIn(
  { constants: { BLOCK } }: VectorEngine,
  { positions }: Plan<"SoftmaxPlan">,
): number {
  return Math.ceil(positions / BLOCK);
}

/**
 * Computes the exponentials of a block's logits, and their sums. Returns the
 * address of the plan for that block.
 */
export function normalizeBlock(
  action: string,
  engine: VectorEngine,
  plan: Plan<"SoftmaxPlan">,
  block: number,
): number {
  const address = engine.plan("SoftmaxPlan", { ...plan, block });
  engine.run("tokens", plan.tiles, address);
  const { BLOCK } = engine.constants;
  const count = Math.min(BLOCK, plan.positions - block * BLOCK);
  const isFinite = engine.run("normalize", Math.ceil(count / 4), address);
  if (!isFinite) refuseLogits(action, engine, plan);
  return address;
}

/** Names the first position whose sum of exponentials is not finite. */
function refuseLogits(
  action: string,
  engine: VectorEngine,
  plan: Plan<"SoftmaxPlan">,
): never {
  const { maximumOf, sumOf } = positionsOf(engine, plan);
  const position = sumOf.findIndex((sum, n) =>
    !Number.isFinite(sum + maximumOf[n]!)
  );
  throw new RangeError(
    `Cannot ${action} as the logits of weights and hidden at position ${position} must be finite: their maximum is ${
      maximumOf[position]
    }, the sum of their exponentials ${sumOf[position]}`,
  );
}

/** The mean over all positions of -ln p of the target, when all blocks are normalized. */
export function meanLoss(
  engine: VectorEngine,
  plan: Plan<"SoftmaxPlan">,
): number {
  const { maximumOf, sumOf, targetLogits } = positionsOf(engine, plan);
  const total = sumOf.reduce(
    (sum, own, n) => sum + (maximumOf[n]! + Math.log(own) - targetLogits[n]!),
    0,
  );
  return total / plan.positions;
}

/** What the kernels found at each position. */
function positionsOf(
  engine: VectorEngine,
  { positions, maximumOf, sumOf, targetLogits }: Plan<"SoftmaxPlan">,
) {
  const view = (address: number) =>
    new Float32Array(engine.memory.buffer, address, positions);
  return {
    maximumOf: view(maximumOf),
    sumOf: view(sumOf),
    targetLogits: view(targetLogits),
  };
}
