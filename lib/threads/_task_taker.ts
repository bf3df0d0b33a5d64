/**
 * What every thread does, the caller's own and each worker's.
 *
 * The functions are sent to workers as text, so that no file has to be read for
 * them: they may use only their arguments.
 *
 * @module
 */

/** How many threads there can be: each has a portion of the tasks, and the agreement has room for this many. */
export const mostThreads = 256;

/** A kernel does one task by the plan at an address. It may return whether all that it wrote is finite: 1, or 0. */
export type Kernel = (
  task: number,
  thread: number,
  plan: number,
) => number | undefined;

/** The functions of the kernels by name. */
export type Kernels = Record<string, Kernel>;

/** The first bytes of the shared memory, by which the threads synchronize. */
export interface Agreement {
  /** `[round, kernel, tasks, portions of them, workers inside, what went wrong, plan]`. */
  state: Int32Array;
  /** Is added to the workers inside while a round lets them in, and taken off for good at the end. */
  open: number;
  /** How many tasks of each portion are taken. */
  taken: Int32Array;
}

/**
 * Where the agreement lies in the memory: on the first page. Between its parts
 * lie the plans and, from 1024 on, the kernels' own data.
 */
export function agreementOf(buffer: ArrayBufferLike): Agreement {
  return {
    state: new Int32Array(buffer, 0, 16),
    open: 2 ** 16,
    taken: new Int32Array(buffer, 32768, 256),
  };
}

/**
 * The function by which a thread takes tasks, one after the other, until none is
 * left. It begins with its own portion, whose tasks lie one after the other in
 * memory, and then helps with those of the others.
 */
export function taskTaker(
  kernels: Kernels,
  { state, taken }: Agreement,
  thread: number,
): () => void {
  const all = Object.values(kernels);
  return () => {
    try {
      const kernel = all[state[1]!]!;
      const [tasks, portions, plan] = [state[2]!, state[3]!, state[6]!];
      for (let turn = 0; turn < portions; turn++) {
        const portion = (thread + turn) % portions;
        const first = Math.floor(tasks * portion / portions);
        const end = Math.floor(tasks * (portion + 1) / portions);
        for (;;) {
          const task = first + Atomics.add(taken, portion, 1);
          if (task >= end) break;
          if (kernel(task, thread, plan) === 0) Atomics.or(state, 5, 1);
        }
      }
    } catch {
      Atomics.or(state, 5, 2);
    }
  };
}

/**
 * Waits for as long as a number of the agreement has a value: first awake, as to
 * wake up takes long, then asleep. It is awake for so long, about a millisecond,
 * that the system parts two threads which share a core beside an idle one, as after
 * a pause they often do: Linux moves a thread that has waited half a millisecond
 * for its core, and of two that sleep and wake in turns neither ever has. A pause
 * takes another time on each processor, but nothing depends on how long this is.
 */
export function waitWhile(
  state: Int32Array,
  index: number,
  value: number,
): void {
  for (let pauses = 0; pauses < 30_000; pauses++) {
    if (Atomics.load(state, index) !== value) return;
    Atomics.pause();
  }
  Atomics.wait(state, index, value);
}

/**
 * The life of a worker: waits for a round, takes tasks if it is let in, and goes.
 * It may come late, when the others have done everything: nobody waits for it.
 */
export function work(
  agreementIn: typeof agreementOf,
  takerOf: typeof taskTaker,
  wait: typeof waitWhile,
): void {
  self.onmessage = ({ data }) => {
    const { module, memory, thread } = data;
    const agreement = agreementIn(memory.buffer);
    const { state, open } = agreement;
    const { exports } = new WebAssembly.Instance(module, { env: { memory } });
    const takeTasks = takerOf(exports as Kernels, agreement, thread);
    self.postMessage("ready");

    let round = 0;
    for (;;) {
      wait(state, 0, round);
      round = Atomics.load(state, 0); // Before it goes in, so that it misses none.
      const inside = Atomics.add(state, 4, 1);
      if (inside < 0) return self.close();
      if (inside >= open) takeTasks();
      if (Atomics.sub(state, 4, 1) === 1) Atomics.notify(state, 4);
    }
  };
}
