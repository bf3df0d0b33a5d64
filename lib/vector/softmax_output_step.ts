/**
 * The softmax gradient of an output matrix and the Adam step with it, at once.
 *
 * @module
 */
import { adamPlan, adamScalars, refuseResult } from "./_adam_scalars.ts";
import { inWords, requireRecord } from "../_require.ts";
import { requireArrays } from "./_adam_arrays.ts";
import { requireApart } from "./_pool.ts";
import { portableSoftmaxGradient } from "./_portable_softmax.ts";
import { requireBatch, type SoftmaxBatch } from "./_softmax_batch.ts";
import {
  blocksIn,
  meanLoss,
  normalizeBlock,
  softmaxPlan,
} from "./_softmax_plan.ts";
import { VectorAdam } from "./vector_adam.ts";

/**
 * Takes one Adam step of an output matrix with the gradient of
 * `softmaxOutputGradient`, as it is produced: a tile of 60 rows at a time, so
 * the full gradient is never materialized. Weights and moments get the same
 * bits as from the gradient followed by `adam.step`.
 *
 * The logits are computed twice, first for the sums of the softmax and then for
 * the gradient: half as many operations again, in return for $4 V d$ bytes. So
 * a matrix of 152,000 rows of 2560 with moments in bfloat16 fits a pool.
 *
 * @param adam Adam over the output matrix, a row of `width` for each token
 * @param batch The hidden states and the targets
 * @returns The mean loss before the step, in nats
 * @throws {RangeError} If lengths do not fit, an array is not in the pool's
 * memory or overlaps another, a target is not in the vocabulary, a hidden state
 * is beyond $2^{62} / N$, or a logit or a new weight is not finite
 * @throws {TypeError} If something has the wrong type
 * @example
 * ```ts
 * import { softmaxOutputStep, VectorAdam, vectorPool } from "adam/vector";
 * import { assert } from "@std/assert";
 *
 * using pool = await vectorPool({ threads: 1 });
 * const adam = new VectorAdam(pool, pool.float32(2 * 3));
 * const hidden = pool.float32(3).fill(1);
 * const batch = { hidden, targets: [0], width: 3 };
 * const before = softmaxOutputStep(adam, batch);
 * const after = softmaxOutputStep(adam, batch);
 * assert(after.loss < before.loss);
 * ```
 */
export function softmaxOutputStep(
  adam: VectorAdam,
  batch: SoftmaxBatch,
): { loss: number } {
  const action = "take a softmax step";
  if (!(adam instanceof VectorAdam)) {
    throw new TypeError(
      `Cannot ${action} as adam must be a VectorAdam: current value is ${
        inWords(adam)
      }`,
    );
  }
  requireRecord(action, "batch", batch);
  const engine = requireArrays(action, adam);
  const { weights, firstMoment, secondMoment } = adam;
  const { hidden } = batch;
  const vocabulary = requireBatch(action, weights, batch, engine);
  requireApart(action, { hidden, weights, firstMoment, secondMoment });
  const scalars = adamScalars(action, adam);

  if (!engine) {
    const into = new Float32Array(weights.length);
    const tokens = Array.from({ length: vocabulary }, (_, i) => i);
    const output = { ...batch, weights, into, tokens };
    const loss = portableSoftmaxGradient(action, output);
    adam.step(into);
    return { loss };
  }

  const plan = softmaxPlan(action, engine, weights, batch, {
    gradientRows: engine.constants.TILE,
    adam: engine.plan("AdamPlan", adamPlan(adam, scalars)),
  });
  for (let block = 0; block < blocksIn(engine, plan); block++) {
    normalizeBlock(action, engine, plan, block);
  }
  const isFinite = engine.run(
    "tileStep",
    plan.tiles,
    engine.plan("SoftmaxPlan", plan),
  );
  adam.stepsTaken++;
  if (!isFinite) refuseResult(action, { hidden, weights });
  return { loss: meanLoss(engine, plan) };
}
