/**
 * Several trainings at once, on a thread each.
 *
 * @module
 */
import { Obstacle } from "../shared/task.ts";
import type { Task } from "./grid.ts";
import type { Way } from "./run_task.ts";
import type { Order, Report } from "./worker.ts";

/** Told how many steps of a training are done, that it is stored, or that another call runs it. */
export type Tell = (
  task: Task,
  news: number | "stored" | "elsewhere",
) => void;

/**
 * Runs trainings in their order, each by the next worker that is free. Those
 * that another call runs are waited for in the end, and run if that call is
 * killed.
 *
 * @param tasks The trainings
 * @param options Where they are stored, the digest of the library, and how many
 * run at once
 * @param tell Told how far they have come
 * @throws {Obstacle} If one cannot be run or stored; the others are stopped,
 * and continue at the next call
 */
export async function runTasks(
  tasks: readonly Task[],
  { workers, ...way }: Omit<Way, "wait"> & { workers: number },
  tell: Tell,
): Promise<void> {
  const threads = Array.from(
    { length: Math.min(workers, tasks.length) },
    () => new Worker(new URL("worker.ts", import.meta.url), { type: "module" }),
  );
  const runAll = async (tasks: readonly Task[], wait: boolean) => {
    const [waiting, elsewhere]: Task[][] = [[...tasks], []];
    await Promise.all(threads.map(async (thread) => {
      for (let task = waiting!.shift(); task; task = waiting!.shift()) {
        const order = { task, way: { ...way, wait } };
        if (!await runBy(thread, order, tell)) elsewhere!.push(task);
      }
    }));
    return elsewhere!;
  };
  try {
    await runAll(await runAll(tasks, false), true);
  } finally {
    for (const thread of threads) thread.terminate();
  }
}

/** Whether the training is stored then. */
function runBy(thread: Worker, order: Order, tell: Tell): Promise<boolean> {
  return new Promise((resolve, reject) => {
    thread.onmessage = ({ data }: MessageEvent<Report>) => {
      if (typeof data === "string") {
        tell(order.task, data);
        resolve(data === "stored");
      } else if ("obstacle" in data) reject(new Obstacle(data.obstacle));
      else tell(order.task, data.steps);
    };
    thread.onerror = (event) => {
      event.preventDefault();
      reject(new Obstacle(`${order.task.name}: ${event.message}`));
    };
    thread.postMessage(order);
  });
}
