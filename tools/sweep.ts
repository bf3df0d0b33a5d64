/**
 * `deno task sweep GRID.json`: trains the model with every combination of the
 * settings in a grid, and stores what each training recorded. What was finished
 * before is not run again, and what was interrupted goes on; `--workers` says how
 * many trainings run at once.
 *
 * @module
 */
import { resolve } from "node:path";
import { calledFrom, main } from "./shared/task.ts";
import { read, usage } from "./sweep/command_line.ts";
import { readGrid } from "./sweep/grid.ts";
import { progressOf } from "./sweep/progress.ts";
import { runTasks } from "./sweep/run_tasks.ts";
import { foldersOf, joinRuns, unfinished } from "./sweep/stored_runs.ts";

await main(async () => {
  const call = read(Deno.args);
  if (!call) {
    console.log(usage);
    return;
  }
  const file = resolve(calledFrom(), call.file);
  const tasks = await readGrid(file);
  const { folder, joined } = foldersOf(file);
  await Deno.mkdir(folder, { recursive: true });
  const left = await unfinished(tasks, folder);
  console.log(`${tasks.length} trainings, ${left.length} of them to be run`);
  await runTasks(left, { folder, workers: call.workers }, progressOf(left));
  await joinRuns(tasks, folder, joined);
  console.log(`All trainings are in ${joined}`);
});
