/**
 * The types of several notebooks, checked in one go.
 *
 * @module
 */
import { dirname } from "node:path";
import type { CellModule } from "../notebook/cell_module.ts";
import { denoOnModules } from "../notebook/module_file.ts";
import { moduleOf } from "../notebook/notebook_module.ts";
import { readNotebook } from "../notebook/read_notebook.ts";
import { EndedBySignal } from "../shared/child.ts";
import { canBeChecked, typeCheck } from "./cell_checks.ts";

/** What one module declares for all, which then holds for those beside it, too. */
const forAll = /\bdeclare\s+(global|module)\b/;

/**
 * Finds notebooks whose types are right: those of a folder are checked together,
 * as most of the time goes into what they import, which is much the same. Where
 * that finds something, nothing is known of any of them: then each has to be
 * checked alone, so that it is told of what is its own. What a package declares
 * for all, the notebooks beside those that import it may use too, then: of a value
 * that is missing, the run tells; a type that is, harms no run.
 *
 * @param paths The notebooks
 * @returns The code of those whose types are right, by their paths
 */
export async function rightTypes(
  paths: readonly string[],
): Promise<Map<string, string>> {
  const right = new Map<string, string>();
  const folders = Map.groupBy(paths, (path) => dirname(path));
  for (const [folder, inFolder] of folders) {
    if (inFolder.length < 2) continue;
    const modules = new Map<string, CellModule>();
    for (const path of inFolder) {
      const module = await orNothing(moduleAt(path));
      if (module) modules.set(path, module);
    }
    if (!await areRight(folder, [...modules.values()])) continue;
    for (const [path, { code }] of modules) right.set(path, code);
  }
  return right;
}

/** The module of a notebook, if it can be checked beside others. */
async function moduleAt(path: string): Promise<CellModule | undefined> {
  const { notebook } = await readNotebook(path);
  if (!canBeChecked(notebook)) return undefined;
  const module = moduleOf(notebook);
  return forAll.test(module.code) ? undefined : module;
}

async function areRight(
  folder: string,
  modules: CellModule[],
): Promise<boolean> {
  if (modules.length < 2) return false;
  const result = await orNothing(denoOnModules(typeCheck, folder, modules));
  return result?.success ?? false;
}

/** Whatever stands in the way is told when the notebook has its turn. */
async function orNothing<T>(result: Promise<T>): Promise<T | undefined> {
  try {
    return await result;
  } catch (error) {
    if (error instanceof EndedBySignal) throw error;
    return undefined;
  }
}
