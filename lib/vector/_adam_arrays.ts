/**
 * The checks of the arrays of an Adam before kernels write to them.
 *
 * @module
 */
import type { VectorEngine } from "./_kernels.ts";
import { engineOf, requireArray } from "./_pool.ts";
import type { VectorAdamState } from "./_vector_adam_state.ts";

/**
 * Throws unless weights and moments are as they were set up: in the pool's
 * memory, of their types, equally many. Checked before each step, as a kernel
 * writes wherever it is told to. Returns the pool's engine.
 */
export function requireArrays(
  action: string,
  { pool, weights, firstMoment, secondMoment }: VectorAdamState,
): VectorEngine | undefined {
  const engine = engineOf(action, pool);
  requireArray(action, "weights", weights, { like: "float32", engine });
  const { length } = weights;
  const like = (firstMoment as unknown) instanceof Uint16Array
    ? "bfloat16"
    : "float32";
  requireArray(action, "firstMoment", firstMoment, { like, length, engine });
  requireArray(action, "secondMoment", secondMoment, { like, length, engine });
  return engine;
}
