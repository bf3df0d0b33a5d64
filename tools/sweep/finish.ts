/**
 * What is made of a sweep when all of its trainings are stored.
 *
 * @module
 */
import { join } from "node:path";
import { jupyterDisplay, table } from "adam/show";
import { writeFile } from "../shared/write_file.ts";
import type { Task } from "./grid.ts";
import { joinRuns, type Places, readRun } from "./stored_runs.ts";
import { combinationsOf, rowOf, varied } from "./summary.ts";
import { summaryFigure } from "./summary_figure.ts";

/**
 * Joins the trainings of a grid and sums them up. Calls that come to this at the
 * same time write the same bytes.
 *
 * @param tasks All trainings of the grid, which are stored
 * @param places Where they are stored, and what is made of them
 * @returns What to print
 * @throws {Obstacle} If something cannot be read or saved
 */
export async function finish(
  tasks: readonly Task[],
  places: Places,
): Promise<string> {
  const stored = await Promise.all(
    tasks.map(async (task) => (await readRun(task, places.folder))!),
  );
  await joinRuns(stored.map(({ text }) => text), places.joined);
  const runs = stored.map(({ run }) => run);
  const names = varied(runs, tasks);
  const rows = runs.map((run) => JSON.stringify(rowOf(run, names)));
  await writeFile(places.rows, `[\n${rows.join(",\n")}\n]\n`);
  const combinations = combinationsOf(runs, names);
  const text = textOf(combinations.map(({ row }) => row));
  await writeFile(places.table, `${text}\n`);
  await writeFile(places.figure, await summaryFigure(combinations));
  await removeLeftovers(places.folder);
  return `${text}\n${remarks(runs)}
This table:           ${places.table}
A figure of it:       ${places.figure}
A row of each run:    ${places.rows}
All that is recorded: ${places.joined}`;
}

function textOf(rows: object[]): string {
  const shown = table(rows, {
    caption: "Medians over the seeds, at the last step",
    rows: Infinity,
  });
  return shown[jupyterDisplay]()["text/plain"]!;
}

/** Whether more than one kind of machine or code computed them. */
function remarks(
  runs: readonly { deno: string; library: string; kernels: string }[],
) {
  const origins = new Set(
    runs.map(({ deno, library, kernels }) => `${deno} ${library} ${kernels}`),
  );
  return origins.size === 1
    ? ""
    : `Note: ${origins.size} versions, or kinds of machines, computed them\n`;
}

/** Removes what a process left that was killed while it saved: nobody saves here any more. */
async function removeLeftovers(folder: string): Promise<void> {
  for await (const { name } of Deno.readDir(folder)) {
    if (!name.startsWith(".saving_")) continue;
    await Deno.remove(join(folder, name)).catch(() => {});
  }
}
