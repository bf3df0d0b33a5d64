/**
 * WebAssembly on several threads over one memory.
 *
 * @module
 */
import { relaxedSimd, simd } from "./_kernel_bytes.ts";
import { type Kernels, taskTaker, work } from "./_thread_work.ts";

/**
 * 4 GiB, which the system gives only as it is written to. The first page is what
 * the threads agree by, and the kernels' own; the last one is for nobody, as an
 * array's end at 2^32 would be 0 to a kernel.
 */
const [pages, pageBytes] = [65536, 65536];

/** The kernels, their memory, and the threads that take their tasks. */
export class Engine {
  /** Which kernels these are: with one rounding in a multiply-add, or two. */
  readonly kernels: "relaxed-simd" | "simd";
  /** How many threads take tasks, the caller's own included. */
  readonly threads: number;
  /** The functions and constants of the kernels. */
  readonly exports: Kernels & Record<string, WebAssembly.Global>;

  readonly #buffer: ArrayBufferLike;
  readonly #state: Int32Array;
  readonly #numbers: Float64Array;
  readonly #names: string[];
  readonly #takeTasks: () => void;
  #used = pageBytes;

  /** Starts the threads, with the first kernels that the machine has. Gives none where it has none of them. */
  static async start(
    threads: number,
    kinds: readonly Engine["kernels"][] = ["relaxed-simd", "simd"],
  ): Promise<Engine | undefined> {
    for (const kind of kinds) {
      const engine = await Engine.#startWith(kind, threads);
      if (engine) return engine;
    }
    return undefined;
  }

  static async #startWith(
    kernels: Engine["kernels"],
    threads: number,
  ): Promise<Engine | undefined> {
    const text = kernels === "simd" ? simd : relaxedSimd;
    const bytes = Uint8Array.fromBase64(text);
    if (!WebAssembly.validate(bytes)) return undefined;
    const module = new WebAssembly.Module(bytes);
    const memory = reserve();
    const { exports } = new WebAssembly.Instance(module, { env: { memory } });
    // Relaxed SIMD may round twice: then these are no other kernels.
    const isFused = (exports as Kernels).fuses!(1);
    if (kernels === "relaxed-simd" && !isFused) return undefined;
    await Promise.all(
      Array.from(
        { length: threads - 1 },
        (_, i) => startWorker({ module, memory, thread: i + 1 }),
      ),
    );
    return new Engine(kernels, threads, memory.buffer, exports);
  }

  private constructor(
    kernels: Engine["kernels"],
    threads: number,
    buffer: ArrayBufferLike,
    exports: WebAssembly.Exports,
  ) {
    this.kernels = kernels;
    this.threads = threads;
    this.exports = exports as Engine["exports"];
    this.#buffer = buffer;
    this.#state = new Int32Array(buffer, 0, 16);
    this.#numbers = new Float64Array(buffer, 64, 24);
    this.#names = Object.keys(exports);
    this.#takeTasks = taskTaker(exports as Kernels, buffer, 0);
  }

  /** Room for as many bytes, all zero, in whole cache lines. */
  allocate(bytes: number): { buffer: ArrayBufferLike; address: number } {
    const address = this.#used;
    this.#used += 64 * Math.ceil(bytes / 64);
    if (this.#used <= this.#buffer.byteLength - pageBytes) {
      return { buffer: this.#buffer, address };
    }
    throw new RangeError(
      `Cannot train as the model and its states must stay within 4 GiB: current size is ${this.#used} bytes`,
    );
  }

  /** Does all tasks of a kernel on all threads. */
  run(kernel: string, tasks: number, numbers: readonly number[]): void {
    const state = this.#state;
    this.#numbers[0] = numbers.length;
    this.#numbers.set(numbers, 1);
    state[1] = this.#names.indexOf(kernel);
    state[2] = tasks;
    state[3] = 0;
    state[5] = 0;
    // One task is not worth waking anyone for.
    const workers = tasks > 1 ? this.threads - 1 : 0;
    if (workers > 0) this.#startRound();
    this.#takeTasks();
    if (workers > 0) this.#awaitWorkers();
    if (state[5] !== 0) throw new Error(`The kernel ${kernel} broke off`);
  }

  /** Ends the threads. */
  stop(): void {
    this.#state[2] = 0;
    this.#startRound();
  }

  #startRound(): void {
    Atomics.store(this.#state, 4, this.threads - 1);
    Atomics.add(this.#state, 0, 1);
    Atomics.notify(this.#state, 0);
  }

  #awaitWorkers(): void {
    const state = this.#state;
    for (let i = 0; i < 2000 && Atomics.load(state, 4) > 0; i++) {
      Atomics.pause();
    }
    for (let left = Atomics.load(state, 4); left > 0;) {
      Atomics.wait(state, 4, left);
      left = Atomics.load(state, 4);
    }
  }
}

function reserve(): WebAssembly.Memory {
  try {
    const size = { initial: pages, maximum: pages };
    return new WebAssembly.Memory({ ...size, shared: true });
  } catch (error) {
    throw new RangeError(
      `Cannot train as 4 GiB of addresses must be free: ${
        (error as Error).message
      }`,
    );
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
  const script = `(${work})(${taskTaker})`;
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
