/**
 * The Adam step and the softmax gradient on whole arrays of binary32, by
 * WebAssembly SIMD on several threads: as fast as memory and multipliers let
 * them, with the bits of a named formulation.
 *
 * ```ts
 * import { VectorAdam, vectorPool } from "adam/vector";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * using pool = await vectorPool();
 * const weights = pool.float32(1e6).fill(1);
 * const gradients = pool.float32(1e6);
 * const adam = new VectorAdam(pool, weights, { learningRate: 0.1 });
 * for (let t = 0; t < 100; t++) {
 *   gradients.set(weights); // of the parabola p²/2
 *   adam.step(gradients);
 * }
 * assertAlmostEquals(weights[0]!, 0, 0.02);
 * ```
 *
 * @module
 */
export * from "./vector_pool.ts";
export * from "./vector_adam.ts";
export * from "./softmax_output_gradient.ts";
export * from "./softmax_output_step.ts";
