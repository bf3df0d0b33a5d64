/**
 * The memory that threads share.
 *
 * @module
 */

/** How many pages of 64 KiB there are: 4 GiB. The system allocates them when they are written to. */
const pages = 65536;

/** The first page is for the threads and the kernels. */
const firstAddress = 65536;

/** The last page stays unused: an array there could end at the address 2^32, which a kernel would read as 0. */
const lastPage = 65536;

/** The least memory that is worth a start, in pages: 16 MiB. */
const leastPages = 256;

/**
 * Memory for kernels, all of it unused: shared, with 4 GiB of addresses. Where
 * there is none, as in some browsers and on telephones, one thread has memory of
 * its own, as much as there is: 4 GiB, 2 GiB, and so on down to 16 MiB.
 *
 * @param action What it is for: "start a pool"
 * @param threads How many threads share it
 * @returns The memory
 * @throws {RangeError} If the process cannot reserve 4 GiB more of addresses,
 * for one thread not even 16 MiB
 */
export function reserve(action: string, threads: number): WebAssembly.Memory {
  try {
    return memoryOf(pages, true);
  } catch (error) {
    const own = threads === 1 ? unsharedMemory() : undefined;
    if (own) return own;
    throw new RangeError(
      `Cannot ${action} as 4 GiB of addresses must be free: ${
        (error as Error).message
      }`,
    );
  }
}

function unsharedMemory(): WebAssembly.Memory | undefined {
  for (let size = pages; size >= leastPages; size /= 2) {
    try {
      return memoryOf(size, false);
    } catch {
      // Half of it may do.
    }
  }
  return undefined;
}

function memoryOf(size: number, shared: boolean): WebAssembly.Memory {
  return new WebAssembly.Memory({ initial: size, maximum: size, shared });
}

/**
 * Bytes in whole cache lines, so that no two threads write into one.
 *
 * @param bytes How many are needed
 * @returns The bytes of those lines
 */
export function wholeLines(bytes: number): number {
  return 64 * Math.ceil(bytes / 64);
}

/** A request that does not fit, in bytes. */
export interface Excess {
  /** What was asked for. */
  bytes: number;
  /** What arrays have. */
  used: number;
  /** The sum of both. */
  size: number;
  /** How large the memory is. */
  within: number;
}

/**
 * The memory of some kernels. Arrays are allocated from its beginning and stay;
 * scratch lies at its end, where it grows without leaving a hole.
 */
export class Memory {
  /** All of it, for a view. */
  readonly buffer: ArrayBufferLike;

  readonly #refusal: (excess: Excess) => string;
  readonly #end: number;
  #used = firstAddress;
  /** From here on scratch has been written to. */
  #scratched: number;

  /**
   * Takes a memory that is still unused.
   *
   * @param buffer All of it
   * @param refusal What the error says where it does not suffice
   */
  constructor(buffer: ArrayBufferLike, refusal: (excess: Excess) => string) {
    this.buffer = buffer;
    this.#refusal = refusal;
    this.#end = buffer.byteLength - lastPage;
    this.#scratched = this.#end;
  }

  /**
   * Whether a view lies where arrays were allocated.
   *
   * @param view The view
   * @returns Whether all of it does
   */
  owns(view: ArrayBufferView): boolean {
    const end = view.byteOffset + view.byteLength;
    return view.buffer === this.buffer && view.byteOffset >= firstAddress &&
      end <= this.#used;
  }

  /**
   * The address of new bytes, all zero.
   *
   * @param bytes How many
   * @returns The address, at the start of a cache line
   * @throws {RangeError} If there are not so many left
   */
  allocate(bytes: number): number {
    const address = this.#used;
    this.#used = this.#within(address + wholeLines(bytes), bytes);
    // Scratch keeps no contents: where arrays need its place, it gives way.
    if (this.#used > this.#scratched) {
      const from = Math.max(address, this.#scratched);
      new Uint8Array(this.buffer, from, this.#used - from).fill(0);
      this.#scratched = this.#used;
    }
    return address;
  }

  /**
   * A new array of binary32, all zero.
   *
   * @param length How many numbers
   * @returns The array; behind it there is room up to the end of a cache line
   * @throws {RangeError} If there is not so much room left
   */
  float32(length: number): Float32Array {
    return new Float32Array(this.buffer, this.allocate(4 * length), length);
  }

  /**
   * Scratch buffers; their contents do not survive between calls.
   *
   * @param sizes The bytes of each
   * @returns The address of each, at the start of a cache line
   * @throws {RangeError} If there is not so much room left
   */
  scratch<Name extends string>(
    sizes: Record<Name, number>,
  ): Record<Name, number> {
    const offsets: Record<string, number> = {};
    let bytes = 0;
    for (const name in sizes) {
      offsets[name] = bytes;
      bytes += wholeLines(sizes[name]);
    }
    this.#within(this.#used + bytes, bytes);
    const start = this.#end - bytes;
    this.#scratched = Math.min(this.#scratched, start);
    for (const name in offsets) offsets[name]! += start;
    return offsets;
  }

  /** Throws if the used part would end beyond the memory. */
  #within(end: number, bytes: number): number {
    if (end <= this.#end) return end;
    const used = this.#used;
    const within = this.buffer.byteLength;
    throw new RangeError(this.#refusal({ bytes, used, size: end, within }));
  }
}
