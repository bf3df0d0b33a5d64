/**
 * Trainings that a Dask scheduler hands to its workers.
 *
 * @module
 */
import { join } from "node:path";
import project from "../../deno.json" with { type: "json" };
import { runInEnvironment } from "../jupyter/environment.ts";
import { Obstacle, root } from "../shared/task.ts";
import type { Task } from "./grid.ts";

/**
 * Runs trainings on the workers of a Dask scheduler: each as this task runs it
 * with `--task`, as a share of its own. So what a killed worker has begun goes
 * on elsewhere.
 *
 * @param address That of the scheduler
 * @param file The grid
 * @param tasks All trainings of the grid
 * @param left Those to be run
 * @throws {Obstacle} If one of them cannot be run
 * @throws {Ended} If this process was told to end
 */
export async function runOnDask(
  address: string,
  file: string,
  tasks: readonly Task[],
  left: readonly Task[],
): Promise<void> {
  const [, ...args] = project.tasks.sweep.split(" ");
  const call = [Deno.execPath(), ...args, file];
  const shares = left.map((task) =>
    `${tasks.indexOf(task) + 1}/${tasks.length}`
  );
  const code = await runInEnvironment("python", [
    join(root, "tools/sweep/dask_client.py"),
    address,
    root,
    JSON.stringify(call),
    ...shares,
  ]);
  if (code !== 0) throw new Obstacle("Not all was run, see above");
}
