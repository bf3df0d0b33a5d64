/**
 * The pool as its own folder sees it, and the checks of arrays.
 *
 * @module
 */
import { positiveInteger } from "../_demands.ts";
import { inWords, requireNumber } from "../_require.ts";
import type { VectorEngine } from "./_kernels.ts";

/** The formulations of Adam that the kernels follow to the bit. */
export type VectorFormulation = "torch-fused-fma" | "torch-fused";

/**
 * Threads that wait for work, and the memory that they share: the arrays to
 * work on come from here.
 */
export interface VectorPool extends Disposable {
  /** The formulation that an Adam step follows here, to the bit. */
  readonly formulation: VectorFormulation;
  /**
   * What does the work: WebAssembly with relaxed SIMD, or with plain SIMD, or
   * plain TypeScript where the machine has neither: slow, and on one thread.
   */
  readonly kernels: "relaxed-simd" | "simd" | "portable";
  /** How many threads work, the caller's own included. */
  readonly threads: number;
  /** A new array of binary32, all zero, that lasts as long as the pool. */
  float32(length: number): Float32Array;
  /** A new array of bfloat16, each the upper half of a binary32, all zero. */
  bfloat16(length: number): Uint16Array;
  /** Ends the threads. The pool can compute nothing more; arrays can still be read. */
  [Symbol.dispose](): void;
}

/** A pool with its engine: none where plain TypeScript does the work. */
export class Pool implements VectorPool {
  readonly formulation: VectorFormulation;
  readonly #engine: VectorEngine | undefined;
  #isOpen = true;

  constructor(
    formulation: VectorFormulation,
    engine: VectorEngine | undefined,
  ) {
    this.formulation = formulation;
    this.#engine = engine;
  }

  get kernels(): VectorPool["kernels"] {
    return this.#engine?.kernels ?? "portable";
  }

  get threads(): number {
    return this.#engine?.threads ?? 1;
  }

  float32(length: number): Float32Array {
    const { buffer, address } = this.#allocate("float32", length, 4);
    return new Float32Array(buffer, address, length);
  }

  bfloat16(length: number): Uint16Array {
    const { buffer, address } = this.#allocate("bfloat16", length, 2);
    return new Uint16Array(buffer, address, length);
  }

  [Symbol.dispose](): void {
    if (this.#isOpen) this.#engine?.stop();
    this.#isOpen = false;
  }

  /** Whether a value is a pool, not just like one. */
  static is(value: unknown): value is Pool {
    return typeof value === "object" && value !== null && #engine in value;
  }

  /** The engine of an open pool. */
  engine(action: string): VectorEngine | undefined {
    if (!this.#isOpen) {
      throw new RangeError(
        `Cannot ${action} as the pool must be open: it was disposed of`,
      );
    }
    return this.#engine;
  }

  #allocate(type: string, length: number, bytes: number) {
    const action = `allocate ${type}`;
    requireNumber(action, "length", length, positiveInteger);
    const engine = this.engine(action);
    if (!engine) return { buffer: bufferOf(bytes * length), address: 0 };
    const { memory } = engine;
    return { buffer: memory.buffer, address: memory.allocate(bytes * length) };
  }
}

/** The engine of a pool that someone passed. */
export function engineOf(
  action: string,
  pool: VectorPool,
): VectorEngine | undefined {
  if (Pool.is(pool)) return pool.engine(action);
  throw new TypeError(
    `Cannot ${action} as pool must come from vectorPool: current value is ${
      inWords(pool)
    }`,
  );
}

/** Separate memory for an array, where there is no engine. */
function bufferOf(bytes: number): ArrayBuffer {
  try {
    return new ArrayBuffer(bytes);
  } catch (error) {
    throw new RangeError(
      `Cannot allocate ${bytes} bytes as there must be memory for them: ${
        (error as Error).message
      }`,
    );
  }
}

/** Throws unless an array has the required type and length and, where there is an engine, its memory. */
export function requireArray(
  action: string,
  name: string,
  array: Float32Array | Uint16Array,
  { like, length, engine }: {
    like: "float32" | "bfloat16";
    length?: number;
    engine: VectorEngine | undefined;
  },
): void {
  const Type = like === "float32" ? Float32Array : Uint16Array;
  if (!(array instanceof Type)) {
    const type = (array as object | undefined)?.constructor?.name;
    throw new TypeError(
      `Cannot ${action} as ${name} must be a ${Type.name}: current value is of type ${
        type ?? typeof array
      }`,
    );
  }
  if (array.length === 0 || (length ?? array.length) !== array.length) {
    const wanted = length ? `${length} numbers` : "at least one number";
    throw new RangeError(
      `Cannot ${action} as ${name} must have ${wanted}: current length is ${array.length}`,
    );
  }
  if (engine && !engine.memory.owns(array)) {
    throw new RangeError(
      `Cannot ${action} as ${name} must lie in the pool's memory: use pool.${like}(${array.length})`,
    );
  }
}

/** Throws if two arrays of which one is written share a number. */
export function requireApart(
  action: string,
  arrays: Record<string, ArrayBufferView>,
): void {
  const entries = Object.entries(arrays);
  for (const [i, [name, array]] of entries.entries()) {
    for (const [otherName, other] of entries.slice(i + 1)) {
      const sharesBytes = array.buffer === other.buffer &&
        array.byteOffset < other.byteOffset + other.byteLength &&
        other.byteOffset < array.byteOffset + array.byteLength;
      if (sharesBytes) {
        throw new RangeError(
          `Cannot ${action} as ${name} and ${otherName} must not share memory: they overlap`,
        );
      }
    }
  }
}
