/**
 * The trainings of a grid as they are stored: a file each, and one for all.
 *
 * @module
 */
import { basename, dirname, extname, join } from "node:path";
import { writeFile } from "../shared/write_file.ts";
import { Obstacle } from "../shared/task.ts";
import { storedSettings, type Task } from "./grid.ts";
import type { StoredRun } from "./stored_run.ts";

/** Where the trainings of a grid are stored, and what is made of them in the end. */
export interface Places {
  /** A folder with a file for each training. */
  folder: string;
  /** All of them, in the order of the grid. */
  joined: string;
  /** A row for each. */
  rows: string;
  /** A table with a row for each combination, over all seeds. */
  table: string;
  /** That table as a figure. */
  figure: string;
}

/**
 * Where the trainings of a grid are stored: beside it, by its name.
 *
 * @param grid The file of the grid
 * @returns A folder and files
 * @throws {Obstacle} If its name has no ending that these could go without
 */
export function placesOf(grid: string): Places {
  const ending = extname(grid);
  if (ending === "") {
    throw new Obstacle(
      `${grid} must have an ending, such as .json: without it, that is the ` +
        "name of the folder for its trainings",
    );
  }
  const stem = join(dirname(grid), basename(grid, ending));
  return {
    folder: stem,
    joined: `${stem}.runs.json`,
    rows: `${stem}.summary.json`,
    table: `${stem}.summary.txt`,
    figure: `${stem}.summary.svg`,
  };
}

/**
 * Makes the folder for the trainings, unless it is there.
 *
 * @param folder The folder
 * @throws {Obstacle} If it cannot be made
 */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await Deno.mkdir(folder, { recursive: true });
  } catch (error) {
    throw new Obstacle(
      `Cannot store trainings in ${folder}: ${(error as Error).message}`,
    );
  }
}

/**
 * The trainings that are not stored yet.
 *
 * @param tasks Some trainings of a grid
 * @param folder Where they are stored
 * @returns Those without a file
 * @throws {Obstacle} If a file holds something else
 */
export async function unfinished(
  tasks: readonly Task[],
  folder: string,
): Promise<Task[]> {
  const left = [];
  for (const task of tasks) if (!await readRun(task, folder)) left.push(task);
  return left;
}

/**
 * Reads a training that is stored.
 *
 * @param task The training
 * @param folder Where it is stored
 * @returns What is stored of it, also as text; nothing if it is not stored
 * @throws {Obstacle} If its file is of another training, or cannot be read
 */
export async function readRun(
  { name, steps, settings }: Task,
  folder: string,
): Promise<{ run: StoredRun; text: string } | undefined> {
  const path = join(folder, `${name}.json`);
  let run: StoredRun, text;
  try {
    text = await Deno.readTextFile(path);
    run = JSON.parse(text);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return;
    throw new Obstacle(
      `Cannot read ${path}: ${
        (error as Error).message
      }; remove it to run that training again`,
    );
  }
  const wanted = { ...storedSettings(settings), steps };
  const early = run.failure !== undefined && { steps };
  const other = differing(
    { ...run.settings, steps: run.steps, ...early },
    wanted,
  );
  if (other === undefined) return { run, text };
  throw new Obstacle(
    `${path} is not the training that the grid asks for, as its ${other}: ` +
      "remove it, or name the grid differently",
  );
}

/**
 * The first setting that differs.
 *
 * @param given All settings of a training
 * @param wanted Those that it should have
 * @returns Its name and both values; nothing if they are the same
 */
export function differing(
  given: Readonly<Record<string, unknown>>,
  wanted: Readonly<Record<string, unknown>>,
): string | undefined {
  for (const name of Object.keys({ ...given, ...wanted })) {
    const [is, asked] = [given[name], wanted[name]]
      .map((value) => JSON.stringify(value));
    if (is !== asked) return `${name} is ${is}, not ${asked}`;
  }
}

/**
 * Puts the trainings of a grid into one file, a list.
 *
 * @param texts All of them, as they are stored
 * @param joined The file
 */
export async function joinRuns(
  texts: readonly string[],
  joined: string,
): Promise<void> {
  await writeFile(joined, `[\n${texts.map((t) => t.trim()).join(",\n")}\n]\n`);
}
