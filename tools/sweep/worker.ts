/**
 * A thread that runs the trainings it is sent, one after the other.
 *
 * @module
 */
import type { Task } from "./grid.ts";
import { runTask } from "./run_task.ts";

/** What a worker is told to do. */
export interface Order {
  task: Task;
  folder: string;
}

/** What it tells: how many steps are done, that the training is stored, or what is in its way. */
export type Report = { steps: number } | "stored" | { obstacle: string };

const self = globalThis as unknown as {
  onmessage: (event: MessageEvent<Order>) => void;
  postMessage(report: Report): void;
};

self.onmessage = async ({ data: { task, folder } }) => {
  try {
    await runTask(task, folder, (steps) => self.postMessage({ steps }));
    self.postMessage("stored");
  } catch (error) {
    self.postMessage({ obstacle: `${task.name}: ${(error as Error).message}` });
  }
};
