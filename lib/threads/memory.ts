/**
 * The memory that threads share.
 *
 * @module
 */

/** How many pages of 64 KiB there are: 4 GiB. The system gives them when they are written to. */
const pages = 65536;

/** The first page is for the threads and the kernels. */
const firstAddress = 65536;

/** The last page is for nobody: an address of 2^32, the end of an array there, would be 0 to a kernel. */
const lastPage = 65536;

/**
 * Memory for kernels; none of it is used as yet.
 *
 * @param action What it is for: "start a pool"
 * @returns The memory
 * @throws {RangeError} If the process cannot have 4 GiB of addresses more
 */
export function reserve(action: string): WebAssembly.Memory {
  try {
    const size = { initial: pages, maximum: pages };
    return new WebAssembly.Memory({ ...size, shared: true });
  } catch (error) {
    throw new RangeError(
      `Cannot ${action} as 4 GiB of addresses must be free: ${
        (error as Error).message
      }`,
    );
  }
}

/**
 * Bytes in whole cache lines, so that no two threads write into one.
 *
 * @param bytes How many are needed
 * @returns How many those lines have
 */
export function wholeLines(bytes: number): number {
  return 64 * Math.ceil(bytes / 64);
}

/** What was asked for that is not there, in bytes. */
export interface Excess {
  /** What was asked for. */
  bytes: number;
  /** What arrays have. */
  used: number;
  /** What they and what was asked for would come to. */
  size: number;
}

/**
 * The memory of some kernels. Arrays are given away from its beginning and last;
 * scratch lies at its end, where it grows without leaving a hole behind.
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
   * Takes a memory of which nothing is used as yet.
   *
   * @param buffer All of it
   * @param refusal What is said where it does not suffice
   */
  constructor(buffer: ArrayBufferLike, refusal: (excess: Excess) => string) {
    this.buffer = buffer;
    this.#refusal = refusal;
    this.#end = buffer.byteLength - lastPage;
    this.#scratched = this.#end;
  }

  /**
   * Whether a view lies where arrays were given away.
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
   * @returns The address, that of a cache line
   * @throws {RangeError} If there are not so many left
   */
  allocate(bytes: number): number {
    const address = this.#used;
    this.#used = this.#within(address + wholeLines(bytes), bytes);
    // Scratch keeps nothing: where arrays need its place, it gives way.
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
   * Rooms that keep nothing from one call to the next.
   *
   * @param sizes The bytes of each
   * @returns The address of each, that of a cache line
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

  /** Refuses an end of what is used that is not in the memory. */
  #within(end: number, bytes: number): number {
    if (end <= this.#end) return end;
    const used = this.#used;
    throw new RangeError(this.#refusal({ bytes, used, size: end }));
  }
}
