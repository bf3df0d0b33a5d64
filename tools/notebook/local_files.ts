/**
 * The local files behind a notebook's code.
 *
 * @module
 */
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { Obstacle } from "../shared/task.ts";
import type { Notebook } from "./notebook.ts";
import { moduleOf } from "./notebook_module.ts";
import { denoOnModule, filePrefix } from "./module_file.ts";
import { nearestConfig, nearestLock } from "./nearest.ts";

/** What `deno info --json` prints, as far as it is read here. */
interface ModuleGraph {
  roots: string[];
  modules: { specifier: string }[];
}

/**
 * The local files that a notebook's code reaches: what it imports, and what that
 * imports, modules as well as data, and the `deno.json` and `deno.lock` that
 * apply. A file that the code opens by itself is not among them.
 *
 * @param path The notebook
 * @param notebook What it holds
 * @returns The paths of the files
 * @throws {Obstacle} If Deno cannot follow the imports
 */
export async function localFiles(
  path: string,
  notebook: Notebook,
): Promise<string[]> {
  const module = moduleOf(notebook);
  const result = await denoOnModule(["info", "--json"], path, module);
  if (!result.success) {
    throw new Obstacle(
      `Deno cannot follow the imports of ${path}: ${result.stderr.trim()}`,
    );
  }
  const { roots, modules }: ModuleGraph = JSON.parse(result.stdout);
  const imported = modules.map(({ specifier }) => specifier)
    .filter((url) => url.startsWith("file:") && !roots.includes(url))
    .filter((url) => !url.includes(`/${filePrefix}`))
    .map((url) => fileURLToPath(url));
  const config = await nearestConfig(dirname(path));
  const applied = [config, await nearestLock(config)];
  return [...imported, ...applied.filter((file) => file !== undefined)];
}
