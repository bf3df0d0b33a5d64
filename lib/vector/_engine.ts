/**
 * WebAssembly on several threads over one shared memory.
 *
 * @module
 */
import { relaxedSimd, simd } from "./_kernel_bytes.ts";
import {
  type Agreement,
  agreementOf,
  type Kernels,
  taskTaker,
  work,
} from "./_task_taker.ts";

/** One page of WebAssembly's memory; the first is for the threads and the kernels. */
const page = 65536;

/** How many pages there can be: 4 GiB. */
const mostPages = 65536;

/** Where the scalars of an Adam step lie, and behind them room for the rest of four weights. */
const scalarsAddress = 512;

/** Bytes in whole cache lines, so that no two threads write into one. */
function wholeLines(bytes: number): number {
  return 64 * Math.ceil(bytes / 64);
}

/** The kernels, the memory that they work on, and the threads. */
export class Engine {
  /** Which kernels these are. */
  readonly kernels: "relaxed-simd" | "simd";
  /** How many threads take tasks, the caller's own included. */
  readonly threads: number;

  #memory: WebAssembly.Memory;
  #agreement: Agreement;
  #names: string[];
  #takeTasks: () => void;
  #used = page;
  #buffers = new WeakSet<ArrayBufferLike>();
  #scratch = { address: 0, bytes: 0 };

  /** Starts the threads. Gives none where the machine has not the kernels. */
  static async start(
    kernels: Engine["kernels"],
    threads: number,
  ): Promise<Engine | undefined> {
    const bytes = Uint8Array.fromBase64(
      kernels === "simd" ? simd : relaxedSimd,
    );
    if (!WebAssembly.validate(bytes)) return undefined;
    const module = new WebAssembly.Module(bytes);
    const memory = new WebAssembly.Memory({
      initial: 1,
      maximum: mostPages,
      shared: true,
    });
    const { exports } = new WebAssembly.Instance(module, { env: { memory } });
    // Relaxed SIMD may round a multiply-add twice: then these are no other kernels.
    if (kernels === "relaxed-simd" && !(exports as Kernels).fuses!(1)) {
      return undefined;
    }
    const workers = Array.from({ length: threads - 1 }, (_, i) => {
      return startWorker({ module, memory, thread: i + 1 });
    });
    await Promise.all(workers);
    return new Engine(kernels, threads, memory, exports as Kernels);
  }

  private constructor(
    kernels: Engine["kernels"],
    threads: number,
    memory: WebAssembly.Memory,
    exports: Kernels,
  ) {
    this.kernels = kernels;
    this.threads = threads;
    this.#memory = memory;
    this.#agreement = agreementOf(memory.buffer);
    this.#names = Object.keys(exports);
    this.#takeTasks = taskTaker(exports, this.#agreement, 0);
  }

  /** The address of as many new bytes, all zero. */
  allocate(bytes: number): number {
    const address = this.#used;
    const end = address + wholeLines(bytes);
    const pages = Math.ceil(end / page);
    if (pages > mostPages) {
      throw new RangeError(
        `Cannot allocate ${bytes} bytes as a pool must stay within 4 GiB: current use is ${address} bytes`,
      );
    }
    const missing = pages - this.#memory.buffer.byteLength / page;
    if (missing > 0) this.#memory.grow(missing);
    this.#used = end;
    return address;
  }

  /** The memory as it is now, for a view. */
  get buffer(): ArrayBufferLike {
    const { buffer } = this.#memory;
    this.#buffers.add(buffer);
    return buffer;
  }

  /** Whether a view lies in the memory of these kernels. */
  owns(view: ArrayBufferView): boolean {
    return this.#buffers.has(view.buffer);
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

  /** Lays down the scalars of an Adam step. */
  scalars(values: readonly number[]): number {
    new Float32Array(this.buffer, scalarsAddress, 8).set(values);
    return scalarsAddress;
  }

  /** Does all tasks of a kernel on all threads. Answers whether all they left is finite. */
  run(kernel: string, tasks: number, numbers: readonly number[]): boolean {
    const { state, numbers: given } = this.#agreement;
    given[0] = numbers.length;
    given.set(numbers, 1);
    state[1] = this.#names.indexOf(kernel);
    state[2] = tasks;
    state[3] = 0;
    state[5] = 0;
    this.#startRound();
    this.#takeTasks();
    this.#awaitWorkers();
    if (state[5]! > 1) throw new Error(`The kernel ${kernel} broke off`);
    return state[5] === 0;
  }

  /** Ends the threads. */
  stop(): void {
    this.#agreement.state[2] = 0;
    this.#startRound();
  }

  #startRound(): void {
    const { state } = this.#agreement;
    Atomics.store(state, 4, this.threads - 1);
    Atomics.add(state, 0, 1);
    Atomics.notify(state, 0);
  }

  #awaitWorkers(): void {
    const { state } = this.#agreement;
    for (let i = 0; i < 2000 && Atomics.load(state, 4) > 0; i++) {
      Atomics.pause();
    }
    for (let left = Atomics.load(state, 4); left > 0;) {
      Atomics.wait(state, 4, left);
      left = Atomics.load(state, 4);
    }
  }
}

/** Starts one worker, and waits until it is ready for its first round. */
async function startWorker(
  data: {
    module: WebAssembly.Module;
    memory: WebAssembly.Memory;
    thread: number;
  },
): Promise<void> {
  const script = `(${work})(${agreementOf}, ${taskTaker})`;
  const worker = new Worker(
    `data:text/javascript;charset=utf-8,${encodeURIComponent(script)}`,
    { type: "module" },
  );
  await new Promise<void>((resolve, reject) => {
    worker.onmessage = () => resolve();
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage(data);
  });
}
