/**
 * The files that Deno goes by in a folder.
 *
 * @module
 */
import { dirname, join } from "node:path";

/**
 * The `deno.json` or `deno.jsonc` that applies in a folder.
 *
 * @param folder The folder
 * @returns The nearest one, in the folder or above; nothing if there is none
 */
export function nearestConfig(folder: string): Promise<string | undefined> {
  return nearest(folder, ["deno.json", "deno.jsonc"]);
}

/**
 * The `deno.lock` that belongs to a configuration.
 *
 * @param config The configuration
 * @returns The nearest one, beside it or, in a workspace, above; nothing if there is none
 */
export async function nearestLock(
  config: string | undefined,
): Promise<string | undefined> {
  return config && await nearest(dirname(config), ["deno.lock"]);
}

async function nearest(
  folder: string,
  names: string[],
): Promise<string | undefined> {
  for (const path of names.map((name) => join(folder, name))) {
    if (await Deno.stat(path).then((file) => file.isFile, () => false)) {
      return path;
    }
  }
  const above = dirname(folder);
  return above === folder ? undefined : await nearest(above, names);
}
