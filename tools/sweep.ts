/**
 * `deno task sweep GRID.json`: trains the model with every combination of the
 * settings in a grid, and stores what each training recorded. What was finished
 * before is not run again, and what was interrupted goes on; `--workers` says how
 * many trainings run at once, `--task` runs one share of them, `--dask` has a
 * cluster run them.
 *
 * @module
 */
import { resolve } from "node:path";
import { calledFrom, main } from "./shared/task.ts";
import { read, usage } from "./sweep/command_line.ts";
import { runOnDask } from "./sweep/dask.ts";
import { readGrid } from "./sweep/grid.ts";
import { libraryDigest } from "./sweep/library.ts";
import { progressOf } from "./sweep/progress.ts";
import { runTasks } from "./sweep/run_tasks.ts";
import { makeFolder, placesOf, unfinished } from "./sweep/stored_runs.ts";

await main(async () => {
  const call = read(Deno.args);
  if (!call) {
    console.log(usage);
    return;
  }
  const { workers, share, dask } = call;
  const file = resolve(calledFrom(), call.file);
  const tasks = await readGrid(file);
  const places = placesOf(file);
  const { folder } = places;
  await makeFolder(folder);
  const asked = tasks.filter((_, i) => i % share.of === share.number - 1);
  const left = await unfinished(asked, folder);
  console.log(`${asked.length} trainings, ${left.length} of them to be run`);
  if (dask !== undefined && left.length > 0) {
    await runOnDask(dask, file, tasks, left);
  } else {
    const library = await libraryDigest();
    await runTasks(left, { folder, library, workers }, progressOf(left));
  }
  const missing = (await unfinished(tasks, folder)).length;
  if (missing > 0) {
    console.log(
      `${missing} of all ${tasks.length} trainings are not in ${folder} yet: ` +
        "the call that finds all of them there sums them up",
    );
    return;
  }
  // What draws takes longer to load than a share may take to run.
  const { finish } = await import("./sweep/finish.ts");
  console.log(await finish(tasks, places));
});
