/**
 * The gradient of a softmax with cross-entropy with respect to its output
 * matrix, for a batch of positions.
 *
 * @module
 */
import { requireRecord } from "../_require.ts";
import { settingsOf } from "../_settings.ts";
import type { VectorEngine } from "./_kernels.ts";
import {
  engineOf,
  requireApart,
  requireArray,
  type VectorPool,
} from "./_pool.ts";
import { portableSoftmaxGradient } from "./_portable_softmax.ts";
import {
  requireBatch,
  requireTokens,
  type SoftmaxBatch,
  type SoftmaxOutput,
} from "./_softmax_batch.ts";
import {
  blocksIn,
  meanLoss,
  normalizeBlock,
  softmaxPlan,
} from "./_softmax_plan.ts";

export type { SoftmaxBatch, SoftmaxOutput };

/**
 * Computes the gradient of the mean cross-entropy of $N$ positions with respect
 * to the output matrix, or to chosen rows of it:
 *
 * $$Z = H W^\top, \quad P = \mathrm{softmax}(Z), \quad
 * \frac{\partial L}{\partial W} = \frac{1}{N} (P - Y)^\top H$$
 *
 * The probabilities of all positions are never held at once: positions come in
 * blocks of 128, so that besides the gradient it needs $128 V$ numbers and two
 * packed copies of $H$. Chosen rows cost only their part of the second
 * product; the softmax is over all tokens, and the rows have the same bits.
 *
 * In binary32, with probabilities $2^{64}$ times as large until they are
 * summed: so they have all their digits down to $e^{-109}$, where plain
 * binary32 begins to lose them at $e^{-87}$, and no subnormal number slows a
 * processor down. Below that a probability may be 0. The bits depend on
 * `pool.kernels`, but not on the number of threads or the rows chosen.
 *
 * @param pool The pool that does the work
 * @param output The matrix, the batch, and where the gradient goes
 * @returns The mean loss, $-\ln p_y$ over the positions, in nats
 * @throws {RangeError} If lengths do not fit, an array is not in the pool's
 * memory, a token is not in the vocabulary, a logit is not finite, or a hidden
 * state is beyond $2^{62} / N$
 * @throws {TypeError} If something has the wrong type, or `output` has an
 * unknown field
 * @example
 * ```ts
 * import { softmaxOutputGradient, vectorPool } from "adam/vector";
 * import { assertEquals } from "@std/assert";
 *
 * using pool = await vectorPool({ threads: 1 });
 * const weights = pool.float32(2 * 3); // two tokens, both with logit 0
 * const hidden = pool.float32(3);
 * hidden.set([1, 2, 4]);
 * const into = pool.float32(2 * 3);
 * const batch = { hidden, targets: [0], width: 3 };
 * const { loss } = softmaxOutputGradient(pool, { weights, into, ...batch });
 * assertEquals([...into], [-0.5, -1, -2, 0.5, 1, 2]);
 * assertEquals(loss, Math.LN2);
 * ```
 */
export function softmaxOutputGradient(
  pool: VectorPool,
  output: SoftmaxOutput,
): { loss: number } {
  const action = "work out the softmax gradient";
  const engine = engineOf(action, pool);
  requireRecord(action, "output", output);
  const { tokens: chosen, ...given } = settingsOf(action, none, output);
  const { weights, hidden, width, into } = given;
  const vocabulary = requireBatch(action, weights, given, engine);
  const all = { length: vocabulary };
  const tokens = chosen === undefined ? Array.from(all, (_, i) => i) : chosen;
  requireTokens(action, "tokens", tokens, vocabulary);
  const length = tokens.length * width;
  requireArray(action, "into", into, { like: "float32", length, engine });
  requireApart(action, { into, weights });
  requireApart(action, { into, hidden });

  return {
    loss: engine
      ? gradientByBlocks(action, engine, { ...given, tokens })
      : portableSoftmaxGradient(action, { ...given, tokens }),
  };
}

/** All fields of the argument, each undefined. */
const none = {
  weights: undefined,
  into: undefined,
  hidden: undefined,
  targets: undefined,
  width: undefined,
  tokens: undefined,
} as unknown as SoftmaxOutput;

/** Adds up the gradient, block by block, with the kernels. */
function gradientByBlocks(
  action: string,
  engine: VectorEngine,
  { weights, into, tokens, ...batch }: Required<SoftmaxOutput>,
): number {
  const plan = softmaxPlan(action, engine, weights, batch, { tokens, into });
  const tasks = Math.ceil(tokens.length / engine.constants.TILE);
  for (let block = 0; block < blocksIn(engine, plan); block++) {
    const address = normalizeBlock(action, engine, plan, block);
    engine.run("rowGradients", tasks, address);
  }
  return meanLoss(engine, plan);
}
