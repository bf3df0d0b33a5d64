/**
 * Memory and threads for the kernels of this folder.
 *
 * @module
 */
import { requireNumber, requireType } from "../_require.ts";
import { settingsOf } from "../_settings.ts";
import { Engine, mostThreads } from "../threads/mod.ts";
import { kernels } from "./_kernels.ts";
import { Pool, type VectorFormulation, type VectorPool } from "./_pool.ts";

export type { VectorFormulation, VectorPool };

/** The options of {@linkcode vectorPool}. */
export interface VectorPoolOptions {
  /** How many threads work, the caller's own included, up to 256. Default: as many as the machine has cores. */
  threads?: number;
  /**
   * The formulation of the Adam step, and with it whether $a b + c$ is rounded
   * once or twice. Default: `torch-fused-fma` where the machine can do that at
   * full speed, otherwise `torch-fused`.
   */
  formulation?: VectorFormulation;
}

/**
 * Starts threads over one shared memory of 4 GiB, which the system allocates
 * only as it is written to; one thread makes do with less, where there is no more.
 * No result depends on the number of threads.
 *
 * End the pool with `using`, or with `pool[Symbol.dispose]()`: a program does
 * not end while its threads run.
 *
 * @param options The number of threads, and the formulation
 * @returns The pool, once its threads are ready
 * @throws {RangeError} If `threads` is not a whole number from 1 to 256, there
 * is no such formulation, or the process cannot reserve 4 GiB more of addresses,
 * for one thread not even 16 MiB
 * @throws {TypeError} If an option is unknown or of the wrong type
 * @example
 * ```ts
 * import { vectorPool } from "adam/vector";
 * import { assertEquals } from "@std/assert";
 *
 * using pool = await vectorPool({ threads: 2, formulation: "torch-fused" });
 * assertEquals(pool.kernels, "simd");
 * assertEquals([...pool.float32(3)], [0, 0, 0]);
 * ```
 */
export async function vectorPool(
  options: VectorPoolOptions = {},
): Promise<VectorPool> {
  const action = "start a pool";
  const { threads, formulation } = settingsOf(action, defaults(), options);
  requireNumber(action, "threads", threads, {
    wanted: `a positive integer up to ${mostThreads}`,
    met: (n) => Number.isInteger(n) && n >= 1 && n <= mostThreads,
  });
  if (formulation !== undefined) {
    requireFormulation(action, formulation);
    const builds = [kernelsOf[formulation]];
    const engine = await Engine.start(kernels, threads, builds);
    return new Pool(formulation, engine);
  }
  const engine = await Engine.start(kernels, threads);
  const isFused = engine?.kernels === "relaxed-simd";
  return new Pool(isFused ? "torch-fused-fma" : "torch-fused", engine);
}

const kernelsOf = {
  "torch-fused-fma": "relaxed-simd",
  "torch-fused": "simd",
} as const;

function defaults() {
  return {
    threads: Math.min(navigator.hardwareConcurrency, mostThreads),
    formulation: undefined as VectorFormulation | undefined,
  };
}

function requireFormulation(action: string, name: VectorFormulation): void {
  requireType(action, "formulation", name, "string");
  if (Object.hasOwn(kernelsOf, name)) return;
  const names = Object.keys(kernelsOf).join(", ");
  throw new RangeError(
    `Cannot ${action} as formulation must be one of ${names}: current value is ${name}`,
  );
}
