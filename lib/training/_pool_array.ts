/**
 * Numbers of binary64 as a pool's kernels take them.
 *
 * @module
 */
import { inWords } from "../_require.ts";
import type { VectorPool } from "../vector/vector_pool.ts";

/** Throws unless a pool can give arrays. */
export function requirePool(action: string, pool: VectorPool): void {
  if (typeof pool?.float32 === "function") return;
  throw new TypeError(
    `Cannot ${action} as pool must come from vectorPool: current value is ${
      inWords(pool)
    }`,
  );
}

/** A copy of some numbers in the memory of a pool, rounded to binary32. */
export function inPool(
  pool: VectorPool,
  values: ArrayLike<number>,
): Float32Array {
  const array = pool.float32(values.length);
  array.set(values);
  return array;
}
