/**
 * The limits: what the machine can do at best, each thread with a share of the
 * work and waiting for nobody.
 *
 * @module
 */
import { compile } from "../../tools/assemble/compile.ts";
import type { Task } from "../task.ts";
import { operations } from "../workloads.ts";
import { wave } from "./inputs.ts";
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
  const shares = sharesOf(task, memory);
  const entry = new URL("../limits/limits.ts", import.meta.url);
  const bytes = await compile(entry, { relaxedSimd: true });
  const module = new WebAssembly.Module(bytes);
  // How often work was given out, how many steps of it, and how many threads have ended it.
  const control = new Int32Array(new SharedArrayBuffer(12));
  await Promise.all(
    shares.map((share) => startWorker({ ...share, module, memory, control })),
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

/** What each thread does. */
function sharesOf(task: Task, memory: WebAssembly.Memory) {
  switch (task.work) {
    case "multiply-add-peak":
      return sharesOfOperations(task);
    case "root-and-division":
      return sharesOfRoots(task, memory);
    default:
      return sharesOfMemory(task, memory);
  }
}

function sharesOfMemory(
  { work, implementation, size: [count], threads }: Task,
  memory: WebAssembly.Memory,
) {
  const [, places] = /places: (\d+)$/.exec(implementation)!;
  const momentBytes = work === "memory-bandwidth" ? 4 : 2;
  const bytes = 4 * count! + stagger;
  new Float32Array(memory.buffer, 0, bytes).fill(1);
  const each = eights(count! / threads);
  return Array.from({ length: threads }, (_, thread) => {
    const first = thread * each;
    const own = Math.min(each, count! - first);
    const at = (array: number, size: number) => array * bytes + size * first;
    return {
      name: "passMemory",
      args: [
        ...[at(0, 4), at(1, 4), at(2, momentBytes), at(3, momentBytes)],
        ...[momentBytes, own, Number(places)],
      ],
    };
  });
}

function sharesOfRoots(
  { size: [count], threads }: Task,
  memory: WebAssembly.Memory,
) {
  const numbers = new Float32Array(memory.buffer, 0, 4096);
  numbers.forEach((_, i) => numbers[i] = 1 + wave(i));
  const share = { name: "rootAndDivide", args: [0, count! / threads, 1] };
  return Array.from({ length: threads }, () => share);
}

function sharesOfOperations({ work, size, threads }: Task) {
  const rounds = operations(work, size) / operationsOfRound / threads;
  const share = { name: "multiplyAndAdd", args: [Math.ceil(rounds), 1] };
  return Array.from({ length: threads }, () => share);
}

/** A number of parameters, rounded up to whole eights. */
function eights(count: number): number {
  return 8 * Math.ceil(count / 8);
}

async function startWorker(share: WorkerTask) {
  const url = new URL("limits_worker.ts", import.meta.url);
  const worker = new Worker(url, { type: "module" });
  const ready = new Promise((resolve) => worker.onmessage = resolve);
  worker.postMessage(share);
  await ready;
}
