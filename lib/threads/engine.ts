/**
 * WebAssembly on several threads over one shared memory.
 *
 * @module
 */
import {
  type Agreement,
  agreementOf,
  type Kernels,
  taskTaker,
  waitWhile,
} from "./_task_taker.ts";
import { unshared } from "./_unshared.ts";
import { startWorker } from "./_worker.ts";
import {
  type ConstantsOf,
  constantsOf,
  fuses,
  type KernelBuild,
  type KernelSet,
  type SizesOf,
  sizesOf,
} from "./kernel_set.ts";
import { Memory, reserve } from "./memory.ts";
import {
  type PlanLayout,
  planLayouts,
  type PlanValues,
  writePlan,
} from "./plans.ts";

export { mostThreads } from "./_task_taker.ts";

/** The kernels, the memory that they work on, and the threads. */
export class Engine<Set extends KernelSet> {
  /** Which build of the kernels this is. */
  readonly kernels: KernelBuild;
  /** How many threads take tasks, the caller's own included. */
  readonly threads: number;
  /** The memory that the kernels work on. */
  readonly memory: Memory;
  /** What the kernels were compiled with. */
  readonly constants: ConstantsOf<Set>;
  /** How much scratch they need, by the sizes of their input. */
  readonly sizes: SizesOf<Set>;

  readonly #layouts: Record<keyof Set["plans"], PlanLayout>;
  readonly #agreement: Agreement;
  readonly #names: string[];
  readonly #takeTasks: () => void;

  /** Starts the threads, with the first build of the kernels that the machine can run. Returns nothing if it can run none. */
  static async start<Set extends KernelSet>(
    set: Set,
    threads: number,
    builds: readonly KernelBuild[] = ["relaxed-simd", "simd"],
  ): Promise<Engine<Set> | undefined> {
    for (const build of builds) {
      const bytes = Uint8Array.fromBase64(set.builds[build]);
      if (!WebAssembly.validate(bytes)) continue;
      const memory = reserve(set.action, threads);
      const module = new WebAssembly.Module(
        memory.buffer instanceof ArrayBuffer ? unshared(bytes) : bytes,
      );
      const { exports } = new WebAssembly.Instance(module, { env: { memory } });
      // Relaxed SIMD may round a multiply-add twice: then this build gives nothing new.
      if (build === "relaxed-simd" && !fuses(exports)) continue;
      const engine = new Engine(set, build, threads, memory, exports);
      const workers = Array.from(
        { length: threads - 1 },
        (_, i) => startWorker({ module, memory, thread: i + 1 }),
      );
      await Promise.all(workers);
      return engine;
    }
    return undefined;
  }

  private constructor(
    set: Set,
    kernels: KernelBuild,
    threads: number,
    memory: WebAssembly.Memory,
    exports: WebAssembly.Exports,
  ) {
    this.kernels = kernels;
    this.threads = threads;
    this.memory = new Memory(memory.buffer, set.refusal);
    this.constants = constantsOf(set, exports);
    this.sizes = sizesOf(set, exports);
    this.#layouts = planLayouts<Set["plans"]>(set.plans);
    this.#agreement = agreementOf(memory.buffer);
    this.#names = Object.keys(exports);
    this.#takeTasks = taskTaker(exports as Kernels, this.#agreement, 0);
  }

  /** Writes a plan. Returns its address. */
  plan<Name extends keyof Set["plans"]>(
    name: Name,
    plan: PlanValues<Set["plans"], Name>,
  ): number {
    return writePlan(this.memory.buffer, this.#layouts[name], plan);
  }

  /** Does all tasks of a kernel on all threads. Returns whether all they wrote is finite, if the kernel checks it. */
  run(kernel: string, tasks: number, plan: number): boolean {
    const { state, taken } = this.#agreement;
    const index = this.#names.indexOf(kernel);
    if (index < 0) throw new Error(`There is no kernel ${kernel}`);
    state[1] = index;
    state[2] = tasks;
    state[3] = this.threads;
    state[5] = 0;
    state[6] = plan;
    taken.fill(0, 0, this.threads);
    // One task is not worth waking a worker for.
    const workers = tasks > 1 ? this.threads - 1 : 0;
    if (workers > 0) this.#startRound();
    this.#takeTasks();
    if (workers > 0) this.#endRound();
    if (state[5]! > 1) throw new Error(`The kernel ${kernel} broke off`);
    return state[5] === 0;
  }

  /** Ends the threads. */
  stop(): void {
    const { state, open } = this.#agreement;
    Atomics.sub(state, 4, open);
    this.#wakeWorkers();
  }

  #startRound(): void {
    const { state, open } = this.#agreement;
    Atomics.add(state, 4, open);
    this.#wakeWorkers();
  }

  #wakeWorkers(): void {
    const { state } = this.#agreement;
    Atomics.add(state, 0, 1);
    Atomics.notify(state, 0);
  }

  /** Lets no further worker in, and waits for those inside. */
  #endRound(): void {
    const { state, open } = this.#agreement;
    Atomics.sub(state, 4, open);
    for (let inside; (inside = Atomics.load(state, 4)) > 0;) {
      waitWhile(state, 4, inside);
    }
  }
}
