/**
 * A worker: a thread of an engine other than the caller's own.
 *
 * @module
 */
import { agreementOf, taskTaker, waitWhile, work } from "./_task_taker.ts";

/** What a worker is given. */
export interface WorkerData {
  module: WebAssembly.Module;
  memory: WebAssembly.Memory;
  /** Its number; the caller's is 0. */
  thread: number;
}

/** Starts a worker, and waits until it is ready for its first round. */
export async function startWorker(data: WorkerData): Promise<void> {
  const script = `(${work})(${agreementOf}, ${taskTaker}, ${waitWhile})`;
  const worker = new Worker(
    `data:text/javascript;charset=utf-8,${encodeURIComponent(script)}`,
    { type: "module" },
  );
  await new Promise<void>((resolve, reject) => {
    worker.onmessage = () => resolve();
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage(data);
  });
}
