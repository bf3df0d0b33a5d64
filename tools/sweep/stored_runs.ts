/**
 * The trainings of a grid as they are stored: a file each, and one for all.
 *
 * @module
 */
import { basename, dirname, extname, join } from "node:path";
import { writeFile } from "../shared/write_file.ts";
import type { Task } from "./grid.ts";

/** Where the trainings of a grid are stored. */
export interface Folders {
  /** A file for each training. */
  folder: string;
  /** All of them, in the order of the grid. */
  joined: string;
}

/**
 * Where the trainings of a grid are stored: beside it, by its name.
 *
 * @param grid The file of the grid
 * @returns A folder and a file
 */
export function foldersOf(grid: string): Folders {
  const stem = join(dirname(grid), basename(grid, extname(grid)));
  return { folder: stem, joined: `${stem}.runs.json` };
}

/**
 * The trainings that are not finished yet.
 *
 * @param tasks All trainings of a grid
 * @param folder Where they are stored
 * @returns Those without a file
 */
export async function unfinished(
  tasks: readonly Task[],
  folder: string,
): Promise<Task[]> {
  const stored = new Set<string>();
  for await (const { name } of Deno.readDir(folder)) stored.add(name);
  return tasks.filter(({ name }) => !stored.has(`${name}.json`));
}

/**
 * Puts the trainings of a grid into one file, a list.
 *
 * @param tasks All of them
 * @param folder Where they are stored
 * @param joined The file
 */
export async function joinRuns(
  tasks: readonly Task[],
  folder: string,
  joined: string,
): Promise<void> {
  const texts = await Promise.all(
    tasks.map(({ name }) => Deno.readTextFile(join(folder, `${name}.json`))),
  );
  await writeFile(joined, `[\n${texts.map((t) => t.trim()).join(",\n")}\n]\n`);
}
