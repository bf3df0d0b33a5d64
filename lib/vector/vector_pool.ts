/**
 * Memory and threads for the kernels of this folder.
 *
 * @module
 */
import { requireNumber, requireType } from "../_require.ts";
import { settingsOf } from "../_settings.ts";
import { Engine } from "./_engine.ts";
import { Pool } from "./_pool.ts";
import { mostThreads } from "./_task_taker.ts";

/** The formulations of Adam that the kernels follow to the bit. */
export type VectorFormulation = "torch-fused-fma" | "torch-fused";

/** What {@linkcode vectorPool} is told. What is left out has its default. */
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
 * Threads that wait for work, and the memory that they share: the arrays to
 * work on come from here.
 */
export interface VectorPool extends Disposable {
  /** The formulation that an Adam step follows here, to the bit. */
  readonly formulation: VectorFormulation;
  /**
   * What does the work: WebAssembly with relaxed SIMD, or with plain SIMD, or
   * plain TypeScript where neither can be had: slow, and on one thread.
   */
  readonly kernels: "relaxed-simd" | "simd" | "portable";
  /** How many threads work, the caller's own included. */
  readonly threads: number;
  /** A new array of binary32, all zero, that lasts as long as the pool. */
  float32(length: number): Float32Array;
  /** A new array of bfloat16, each the upper half of a binary32, all zero. */
  bfloat16(length: number): Uint16Array;
  /** Ends the threads. Nothing can be worked out here any more; arrays can still be read. */
  [Symbol.dispose](): void;
}

/**
 * Starts threads over one shared memory of 4 GiB, which the system gives only as
 * it is written to. No result depends on the number of threads.
 *
 * End the pool with `using`, or with `pool[Symbol.dispose]()`; a program waits
 * for its threads.
 *
 * @param options The number of threads, and the formulation
 * @returns The pool, when its threads are ready
 * @throws {RangeError} If `threads` is no whole number from 1 to 256, there is
 * no such formulation, or the process cannot have 4 GiB of addresses more
 * @throws {TypeError} If there is an option of another name or type
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
    const engine = await Engine.start(kernelsOf[formulation], threads);
    return new Pool(formulation, engine);
  }
  const fused = await Engine.start("relaxed-simd", threads);
  if (fused) return new Pool("torch-fused-fma", fused);
  return new Pool("torch-fused", await Engine.start("simd", threads));
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
