/**
 * Adam and AdamW in place, on arrays of binary32.
 *
 * @module
 */
import { adamSettings } from "../_adam_options.ts";
import { nonNegative } from "../_demands.ts";
import { requireNumber, requireType } from "../_require.ts";
import { settingsOf } from "../_settings.ts";
import { bf16, f32 } from "../precision.ts";
import { requireArrays } from "./_adam_arrays.ts";
import { adamPlan, adamScalars, refuseResult } from "./_adam_scalars.ts";
import { chunkLengthOf } from "./_chunk_length.ts";
import type { VectorEngine } from "./_kernels.ts";
import {
  engineOf,
  requireApart,
  requireArray,
  type VectorPool,
} from "./_pool.ts";
import { portableAdamStep } from "./_portable_adam.ts";
import type { VectorAdamOptions } from "./_vector_adam_state.ts";

export type { VectorAdamOptions };

/**
 * Adam, or AdamW, for an array of weights, at the speed of memory:
 *
 * ```text
 * t <- t + 1
 * m <- lerp(m, g, 1 - beta1)
 * v <- v * beta2 + (1 - beta2) * g * g
 * p <- p * (1 - lr * lambda) - lr / (1 - beta1^t) * m / (sqrt(v) / sqrt(1 - beta2^t) + eps)
 * ```
 *
 * Every weight and both moments have the bits that `runFormulation` gives for
 * the pool's formulation, whatever the number of threads and wherever in the
 * array a number stands. (PyTorch itself computes the last n mod 8 numbers of a
 * tensor differently: `torch-fused-tail`.) A parameter costs 28 bytes of
 * traffic, or 20 if the moments are bfloat16.
 *
 * @example The bits of PyTorch, a million weights at a time
 * ```ts
 * import { runFormulation } from "adam/formulations";
 * import { VectorAdam, vectorPool } from "adam/vector";
 * import { assert, assertStrictEquals } from "@std/assert";
 *
 * using pool = await vectorPool();
 * const weights = pool.float32(1e6);
 * const gradients = pool.float32(1e6).fill(1e-3);
 * const adam = new VectorAdam(pool, weights, { learningRate: 0.1 });
 * for (let t = 0; t < 3; t++) adam.step(gradients);
 *
 * const options = { learningRate: 0.1 };
 * const [, , third] = runFormulation(pool.formulation, [1e-3, 1e-3, 1e-3], options);
 * assertStrictEquals(adam.stepsTaken, third!.step);
 * assert(weights.every((weight) => weight === third!.weight));
 * ```
 */
export class VectorAdam {
  /** The pool whose threads do the work. */
  readonly pool: VectorPool;
  /** The weights, $p$: changed by each step. */
  readonly weights: Float32Array;
  /** The moving averages of the gradients, $m$; bfloat16 as the upper halves of binary32. */
  readonly firstMoment: Float32Array | Uint16Array;
  /** The moving averages of the squared gradients, $v$; stored like $m$. */
  readonly secondMoment: Float32Array | Uint16Array;
  /** The settings. They may be changed between steps, for a learning rate schedule. */
  readonly settings: Required<Omit<VectorAdamOptions, "moments">>;
  /** How many steps were taken, $t$. Set it, and both moments, to continue from a saved state. */
  stepsTaken = 0;

  /**
   * Sets up the moments, which are zero.
   *
   * @param pool The pool that does the work
   * @param weights The weights, from `pool.float32`
   * @param options The settings
   * @throws {RangeError} If a setting is out of range, or the weights are not
   * in the pool's memory
   * @throws {TypeError} If something has the wrong type
   */
  constructor(
    pool: VectorPool,
    weights: Float32Array,
    options: VectorAdamOptions = {},
  ) {
    const action = "set up Adam";
    const { moments, weightDecay, ...rest } = settingsOf(
      action,
      defaults,
      options,
    );
    const engine = engineOf(action, pool);
    requireArray(action, "weights", weights, { like: "float32", engine });
    requireType(action, "moments", moments, "function");
    if (moments !== f32 && moments !== bf16) {
      throw new RangeError(
        `Cannot ${action} as moments must be f32 or bf16: current value is ${moments.name}`,
      );
    }
    const { learningRate, beta1, beta2, epsilon } = adamSettings(action, rest);
    requireNumber(action, "weightDecay", weightDecay, nonNegative);
    this.settings = { learningRate, beta1, beta2, epsilon, weightDecay };
    this.pool = pool;
    this.weights = weights;
    const allocate = moments === bf16 ? "bfloat16" : "float32";
    this.firstMoment = pool[allocate](weights.length);
    this.secondMoment = pool[allocate](weights.length);
  }

  /**
   * Takes one step, in place.
   *
   * A non-finite gradient is detected after the step: the error names it, and
   * weights and moments are then what PyTorch would have computed from it, NaN
   * in its place.
   *
   * @param gradients The gradients, from `pool.float32`, as many as weights
   * @throws {RangeError} If gradients, weights and moments differ in length,
   * overlap or are not in the pool's memory, a setting is out of range, or a
   * gradient or a new weight is not finite
   * @throws {TypeError} If something has the wrong type
   */
  step(gradients: Float32Array): void {
    const action = "take an Adam step";
    const { weights, firstMoment, secondMoment } = this;
    const engine = requireArrays(action, this);
    const { length } = weights;
    requireArray(action, "gradients", gradients, {
      like: "float32",
      length,
      engine,
    });
    requireApart(action, { gradients, weights, firstMoment, secondMoment });
    const scalars = adamScalars(action, this);

    const isFinite = engine
      ? this.#stepChunks(engine, gradients, scalars)
      : portableAdamStep(this, gradients);
    this.stepsTaken++;
    if (!isFinite) refuseResult(action, { gradients, weights });
  }

  #stepChunks(
    engine: VectorEngine,
    gradients: Float32Array,
    scalars: ReturnType<typeof adamScalars>,
  ): boolean {
    const count = this.weights.length;
    const chunkLength = chunkLengthOf(count, engine.threads);
    const plan = engine.plan("ChunksPlan", {
      adam: engine.plan("AdamPlan", adamPlan(this, scalars)),
      gradients: gradients.byteOffset,
      count,
      chunkLength,
    });
    return engine.run("chunkStep", Math.ceil(count / chunkLength), plan);
  }
}

const defaults: Required<VectorAdamOptions> = {
  learningRate: 1e-3,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  weightDecay: 0,
  moments: f32,
};
