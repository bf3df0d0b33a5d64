/**
 * Which notebooks a task is to take.
 *
 * @module
 */
import { join, resolve } from "node:path";
import { calledFrom, Obstacle, root } from "../shared/task.ts";

/**
 * The notebooks that the arguments of a task choose.
 *
 * @param paths Notebooks and folders, searched with the folders inside them; without any, the project's own notebooks
 * @returns The path of each notebook, in the order of the arguments and by name
 * @throws {Obstacle} If a path does not exist, or a folder holds no notebook
 */
export async function findNotebooks(paths: string[]): Promise<string[]> {
  if (paths.length === 0) return await notebooksIn(join(root, "notebooks"));
  const found: string[] = [];
  for (const path of paths.map((path) => resolve(calledFrom(), path))) {
    const file = await Deno.stat(path).catch(() => undefined);
    if (!file) throw new Obstacle(`There is no notebook ${path}`);
    found.push(...file.isDirectory ? await notebooksIn(path) : [path]);
  }
  return [...new Set(found)];
}

async function notebooksIn(folder: string): Promise<string[]> {
  const found = await Array.fromAsync(walk(folder));
  if (found.length > 0) return found.sort();
  throw new Obstacle(`There is no notebook (*.ipynb) in ${folder}`);
}

/** Leaves out hidden folders, such as .ipynb_checkpoints, and packages. */
async function* walk(folder: string): AsyncGenerator<string> {
  for (const { name, isDirectory } of await entriesOf(folder)) {
    if (name.startsWith(".") || name === "node_modules") continue;
    if (isDirectory) yield* walk(join(folder, name));
    else if (name.endsWith(".ipynb")) yield join(folder, name);
  }
}

async function entriesOf(folder: string): Promise<Deno.DirEntry[]> {
  try {
    return await Array.fromAsync(Deno.readDir(folder));
  } catch (error) {
    throw new Obstacle(`Cannot read ${folder}: ${(error as Error).message}`);
  }
}
