/**
 * WebAssembly on several threads over one shared memory.
 *
 * @module
 */
import { relaxedSimd, simd } from "./_kernel_bytes.ts";
import { Memory, reserve } from "./_memory.ts";
import { type Plan, type PlanName, writePlan } from "./_plans.ts";
import {
  type Agreement,
  agreementOf,
  type Kernels,
  taskTaker,
  work,
} from "./_task_taker.ts";

/** What the kernels were compiled with. */
export type Constants = Record<
  "BLOCK" | "TILE" | "OWN_BYTES",
  number
>;

/** What a module exports besides its kernels. */
type Exports = WebAssembly.Exports & { fuses(one: number): number };

/** The kernels, the memory that they work on, and the threads. */
export class Engine {
  /** Which kernels these are. */
  readonly kernels: "relaxed-simd" | "simd";
  /** How many threads take tasks, the caller's own included. */
  readonly threads: number;
  /** The memory that the kernels work on. */
  readonly memory: Memory;
  /** What the kernels were compiled with. */
  readonly constants: Constants;

  #agreement: Agreement;
  #names: string[];
  #takeTasks: () => void;

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
    const memory = reserve();
    const { exports } = new WebAssembly.Instance(module, { env: { memory } });
    // Relaxed SIMD may round a multiply-add twice: then these are no other kernels.
    if (kernels === "relaxed-simd" && !(exports as Exports).fuses(1)) {
      return undefined;
    }
    const workers = Array.from({ length: threads - 1 }, (_, i) => {
      return startWorker({ module, memory, thread: i + 1 });
    });
    await Promise.all(workers);
    return new Engine(kernels, threads, memory, exports);
  }

  private constructor(
    kernels: Engine["kernels"],
    threads: number,
    memory: WebAssembly.Memory,
    exports: WebAssembly.Exports,
  ) {
    this.kernels = kernels;
    this.threads = threads;
    this.memory = new Memory(memory.buffer);
    this.constants = constantsOf(exports);
    this.#agreement = agreementOf(memory.buffer);
    this.#names = Object.keys(exports);
    this.#takeTasks = taskTaker(exports as Kernels, this.#agreement, 0);
  }

  /** Writes what kernels are told. Gives the address. */
  plan<Name extends PlanName>(name: Name, plan: Plan<Name>): number {
    return writePlan(this.memory.buffer, name, plan);
  }

  /** Does all tasks of a kernel on all threads. Answers whether all they left is finite. */
  run(kernel: string, tasks: number, plan: number): boolean {
    const { state, taken } = this.#agreement;
    state[1] = this.#names.indexOf(kernel);
    state[2] = tasks;
    state[3] = this.threads;
    state[5] = 0;
    state[6] = plan;
    taken.fill(0, 0, this.threads);
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

/** The numbers among what a module exports. */
function constantsOf(exports: WebAssembly.Exports): Constants {
  const numbers = Object.entries(exports)
    .filter(([, value]) => value instanceof WebAssembly.Global)
    .map(([name, value]) => [name, (value as WebAssembly.Global).value]);
  return Object.fromEntries(numbers);
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
