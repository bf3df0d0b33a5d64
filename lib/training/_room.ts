/**
 * Arrays in the memory of the kernels, and room for what they keep for a while.
 *
 * @module
 */
import type { Engine } from "./_engine.ts";

/** Gives room in the memory of an engine; what is asked for by a name is there for the next who asks. */
export class Room {
  readonly #engine: Engine;
  readonly #named = new Map<string, { address: number; bytes: number }>();

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** A new array, all zero. Behind it there is room up to the end of a cache line. */
  float32(length: number): Float32Array {
    const { buffer, address } = this.#engine.allocate(4 * length);
    return new Float32Array(buffer, address, length);
  }

  /** The address of room for so many bytes, in which something may stand. */
  for(name: string, bytes: number): number {
    const known = this.#named.get(name);
    if (known && known.bytes >= bytes) return known.address;
    const { address } = this.#engine.allocate(bytes);
    this.#named.set(name, { address, bytes });
    return address;
  }

  /** Room for each thread; `bytes` is how far from one's to the next one's. */
  forEachThread(bytes: number): { scratch: number; bytes: number } {
    const whole = 64 * Math.ceil(bytes / 64) + 64;
    const scratch = this.for("scratch", whole * this.#engine.threads);
    return { scratch, bytes: whole };
  }

  /** An array of binary64, in which something may stand. */
  float64(name: string, length: number): Float64Array {
    const { buffer } = this.#engine.allocate(0);
    return new Float64Array(buffer, this.for(name, 8 * length), length);
  }

  /** The address of whole numbers. */
  int32(name: string, values: ArrayLike<number>): number {
    const { buffer } = this.#engine.allocate(0);
    const address = this.for(name, 4 * values.length);
    new Int32Array(buffer, address, values.length).set(values);
    return address;
  }
}
