/**
 * The memory that threads share.
 *
 * @module
 */

/** How many pages of 64 KiB there are: 4 GiB. The system gives them when they are written to. */
const pages = 65536;

/** The first page is for the threads and the kernels. */
const firstAddress = 65536;

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

/** The memory of some kernels, given away from its beginning. */
export class Memory {
  /** All of it, for a view. */
  readonly buffer: ArrayBufferLike;

  #used = firstAddress;
  #scratch = { address: 0, bytes: 0 };

  constructor(buffer: ArrayBufferLike) {
    this.buffer = buffer;
  }

  /** Whether a view lies in this memory. */
  owns(view: ArrayBufferView): boolean {
    return view.buffer === this.buffer;
  }

  /** The address of as many new bytes, all zero. */
  allocate(bytes: number): number {
    const address = this.#used;
    const end = address + wholeLines(bytes);
    if (end > this.buffer.byteLength) {
      throw new RangeError(
        `Cannot allocate ${bytes} bytes as a pool must stay within 4 GiB: current use is ${address} bytes`,
      );
    }
    this.#used = end;
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
    if (bytes > this.#scratch.bytes) {
      this.#scratch = { address: this.allocate(bytes), bytes };
    }
    for (const name in offsets) offsets[name]! += this.#scratch.address;
    return offsets;
  }
}
