/**
 * A thread that runs the trainings it is sent, one after the other.
 *
 * @module
 */
import type { Task } from "./grid.ts";
import { runTask, type Way } from "./run_task.ts";

/** What a worker is told to do. */
export interface Order {
  task: Task;
  way: Way;
}

/** What it tells: how many steps are done, that the training is stored, that another call runs it, or what is in its way. */
export type Report =
  | { steps: number }
  | "stored"
  | "elsewhere"
  | { obstacle: string };

const self = globalThis as unknown as {
  onmessage: (event: MessageEvent<Order>) => void;
  postMessage(report: Report): void;
};

self.onmessage = async ({ data: { task, way } }) => {
  try {
    const tell = (steps: number) => self.postMessage({ steps });
    const isStored = await runTask(task, way, tell);
    self.postMessage(isStored ? "stored" : "elsewhere");
  } catch (error) {
    self.postMessage({ obstacle: `${task.name}: ${(error as Error).message}` });
  }
};
