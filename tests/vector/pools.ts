/**
 * Pools of every kind that a machine can have, for tests.
 *
 * @module
 */
import {
  type VectorFormulation,
  type VectorPool,
  vectorPool,
  type VectorPoolOptions,
} from "adam/vector";

/** The formulations that the kernels follow. */
export const formulations: VectorFormulation[] = [
  "torch-fused-fma",
  "torch-fused",
];

/** The pool that a machine has which refuses WebAssembly of these sizes in bytes. */
export async function poolWhere(
  refused: (bytes: Uint8Array) => boolean,
  options?: VectorPoolOptions,
): Promise<VectorPool> {
  const { validate } = WebAssembly;
  try {
    WebAssembly.validate = (bytes) => !refused(bytes as Uint8Array);
    return await vectorPool(options);
  } finally {
    WebAssembly.validate = validate;
  }
}

/** The pool of a machine without SIMD. */
export function portablePool(options?: VectorPoolOptions): Promise<VectorPool> {
  return poolWhere(() => true, options);
}
