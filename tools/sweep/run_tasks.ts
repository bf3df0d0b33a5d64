/**
 * Several trainings at once, on a thread each.
 *
 * @module
 */
import { Obstacle } from "../shared/task.ts";
import type { Task } from "./grid.ts";
import type { Order, Report } from "./worker.ts";

/** Told how far a training has come, and whether it is stored. */
export type Tell = (task: Task, steps: number, isStored: boolean) => void;

/**
 * Runs trainings in their order, each by the next worker that is free.
 *
 * @param tasks The trainings
 * @param options Where they are stored, and how many run at once
 * @param tell Told how far they have come
 * @throws {Obstacle} If one cannot be run or stored; the others are stopped,
 * and continue at the next call
 */
export async function runTasks(
  tasks: readonly Task[],
  { folder, workers }: { folder: string; workers: number },
  tell: Tell,
): Promise<void> {
  const waiting = [...tasks];
  const threads = Array.from(
    { length: Math.min(workers, tasks.length) },
    () => new Worker(new URL("worker.ts", import.meta.url), { type: "module" }),
  );
  try {
    await Promise.all(threads.map(async (thread) => {
      for (let task = waiting.shift(); task; task = waiting.shift()) {
        await runBy(thread, { task, folder }, tell);
      }
    }));
  } finally {
    for (const thread of threads) thread.terminate();
  }
}

function runBy(thread: Worker, order: Order, tell: Tell): Promise<void> {
  return new Promise((resolve, reject) => {
    thread.onmessage = ({ data }: MessageEvent<Report>) => {
      if (data === "stored") {
        tell(order.task, order.task.steps, true);
        resolve();
      } else if ("obstacle" in data) reject(new Obstacle(data.obstacle));
      else tell(order.task, data.steps, false);
    };
    thread.onerror = (event) => {
      event.preventDefault();
      reject(new Obstacle(`${order.task.name}: ${event.message}`));
    };
    thread.postMessage(order);
  });
}
