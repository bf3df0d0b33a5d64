/**
 * What every thread does, the caller's own and each worker's.
 *
 * Both functions are sent to workers as text, so that no file has to be read for
 * them: they may use nothing but their arguments.
 *
 * @module
 */

/** The functions of the kernels by name. */
export type Kernels = Record<string, (...numbers: number[]) => number>;

/**
 * The function by which a thread takes the tasks of a kernel, one after the
 * other, until none is left. The first bytes of the memory are what the threads
 * agree by: `[round, kernel, tasks, taken, workers at work, whether one broke
 * off]`, and from byte 64 on what the kernel is called with, its count first.
 */
export function taskTaker(
  kernels: Kernels,
  buffer: ArrayBufferLike,
  thread: number,
): () => void {
  const all = Object.values(kernels);
  const state = new Int32Array(buffer, 0, 16);
  const numbers = new Float64Array(buffer, 64, 24);
  return () => {
    try {
      const kernel = all[state[1]!]!;
      const tasks = state[2]!;
      // A plain array, which is passed on five times as fast as a typed one.
      const given = Array.from(numbers.subarray(1, 1 + numbers[0]!));
      for (;;) {
        const task = Atomics.add(state, 3, 1);
        if (task >= tasks) break;
        kernel(task, thread, ...given);
      }
    } catch {
      Atomics.store(state, 5, 1);
    }
  };
}

/** The life of a worker: waits for a round, takes tasks, says that it is done; a round without tasks ends it. */
export function work(takerOf: typeof taskTaker): void {
  self.onmessage = ({ data }) => {
    const { module, memory, thread } = data;
    const state = new Int32Array(memory.buffer, 0, 16);
    const { exports } = new WebAssembly.Instance(module, { env: { memory } });
    const takeTasks = takerOf(exports as Kernels, memory.buffer, thread);
    self.postMessage("ready");

    let round = 0;
    for (;;) {
      // A moment awake saves the time that it takes to wake up.
      for (let i = 0; i < 2000 && Atomics.load(state, 0) === round; i++) {
        Atomics.pause();
      }
      Atomics.wait(state, 0, round);
      round = Atomics.load(state, 0);
      if (state[2] === 0) return self.close();
      takeTasks();
      if (Atomics.sub(state, 4, 1) === 1) Atomics.notify(state, 4);
    }
  };
}
