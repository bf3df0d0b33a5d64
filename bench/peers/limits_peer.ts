/**
 * The limits: what the machine can do at best, each thread with a share of the
 * work and waiting for nobody.
 *
 * @module
 */
import { compile } from "../../tools/assemble/compile.ts";
import type { Task } from "../task.ts";
import { operations } from "../workloads.ts";
import type { WorkerTask } from "./limits_worker.ts";
import { serve } from "./serve.ts";

const operationsOfRound = 96;

/** Apart from each other by a little more, so that the arrays do not meet in one cache line. */
const stagger = 1088;

const v8 = Deno.version.v8.replace(/-.*/, "");
await serve({ v8 }, async (task) => {
  const { threads } = task;
  const memory = new WebAssembly.Memory({
    initial: 65536,
    maximum: 65536,
    shared: true,
  });
  const tasks = task.work === "memory-bandwidth"
    ? sharesOfMemory(task, memory)
    : sharesOfOperations(task);
  const entry = new URL("../limits/limits.ts", import.meta.url);
  const bytes = await compile(entry, { relaxedSimd: true });
  const module = new WebAssembly.Module(bytes);
  // How often work was given out, how many steps of it, and how many threads have ended it.
  const control = new Int32Array(new SharedArrayBuffer(12));
  await Promise.all(
    tasks.map((task) => startWorker({ ...task, module, memory, control })),
  );

  return {
    steps(count) {
      control[1] = count;
      Atomics.store(control, 2, 0);
      Atomics.add(control, 0, 1);
      Atomics.notify(control, 0);
      for (let ended; (ended = Atomics.load(control, 2)) < threads;) {
        Atomics.wait(control, 2, ended);
      }
    },
    sample: () => [],
  };
});

function sharesOfMemory(
  { size: [count], threads }: Task,
  memory: WebAssembly.Memory,
) {
  const bytes = 4 * count! + stagger;
  new Float32Array(memory.buffer, 0, bytes).fill(1);
  const each = 4 * count! / threads;
  return Array.from({ length: threads }, (_, thread) => ({
    name: "passMemory",
    args: [
      ...[0, 1, 2, 3].map((array) => array * bytes + thread * each),
      each,
    ],
  }));
}

function sharesOfOperations({ size, threads }: Task) {
  const rounds = operations(size) / operationsOfRound / threads;
  const task = { name: "multiplyAndAdd", args: [Math.ceil(rounds), 1] };
  return Array.from({ length: threads }, () => task);
}

async function startWorker(task: WorkerTask) {
  const url = new URL("limits_worker.ts", import.meta.url);
  const worker = new Worker(url, { type: "module" });
  const ready = new Promise((resolve) => worker.onmessage = resolve);
  worker.postMessage(task);
  await ready;
}
