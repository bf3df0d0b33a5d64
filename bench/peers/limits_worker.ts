/**
 * One thread of a limit: it does its share whenever work is given out.
 *
 * @module
 */

/** A thread's share of a step. */
export interface WorkerTask {
  /** A function of `limits/limits.ts`, and its arguments. */
  name: string;
  args: number[];
  module: WebAssembly.Module;
  memory: WebAssembly.Memory;
  /** How often work was given out, how many steps of it, and how many threads have ended it. */
  control: Int32Array;
}

self.onmessage = ({ data }: MessageEvent<WorkerTask>) => {
  const { name, args, module, memory, control } = data;
  const instance = new WebAssembly.Instance(module, { env: { memory } });
  const work = instance.exports[name] as (...args: number[]) => unknown;
  self.postMessage("ready");
  for (let given = 0;; given++) {
    Atomics.wait(control, 0, given);
    for (let step = 0; step < control[1]!; step++) work(...args);
    Atomics.add(control, 2, 1);
    Atomics.notify(control, 2);
  }
};
