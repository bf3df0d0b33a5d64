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

/** Memory for a pool; none of it is used as yet. */
export function reserve(): WebAssembly.Memory {
  try {
    const size = { initial: pages, maximum: pages };
    return new WebAssembly.Memory({ ...size, shared: true });
  } catch (error) {
    throw new RangeError(
      `Cannot start a pool as 4 GiB of addresses must be free: ${
        (error as Error).message
      }`,
    );
  }
}

/** Bytes in whole cache lines, so that no two threads write into one. */
function wholeLines(bytes: number): number {
  return 64 * Math.ceil(bytes / 64);
}

/**
 * The memory of some kernels. Arrays are given away from its beginning and last;
 * scratch lies at its end, where it grows without leaving a hole behind.
 */
export class Memory {
  /** All of it, for a view. */
  readonly buffer: ArrayBufferLike;

  readonly #end: number;
  #used = firstAddress;
  /** From here on scratch has been written to. */
  #scratched: number;

  constructor(buffer: ArrayBufferLike) {
    this.buffer = buffer;
    this.#end = buffer.byteLength - lastPage;
    this.#scratched = this.#end;
  }

  /** Whether a view lies where arrays were given away. */
  owns(view: ArrayBufferView): boolean {
    const end = view.byteOffset + view.byteLength;
    return view.buffer === this.buffer && view.byteOffset >= firstAddress &&
      end <= this.#used;
  }

  /** The address of as many new bytes, all zero. */
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

  /** Addresses of rooms of so many bytes, which keep nothing from one call to the next. */
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
    throw new RangeError(
      `Cannot allocate ${bytes} bytes as a pool must stay within 4 GiB: current use is ${this.#used} bytes`,
    );
  }
}
