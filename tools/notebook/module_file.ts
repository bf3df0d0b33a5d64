/**
 * A notebook's code as a file, for the commands of Deno that want one.
 *
 * @module
 */
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { deno, type DenoResult } from "../shared/deno.ts";
import { Obstacle } from "../shared/task.ts";
import { Watchdog } from "../kernel/watchdog.ts";
import type { CellModule } from "./cell_module.ts";
import { nearestConfig, nearestLock } from "./nearest.ts";

/** What the files that this module writes beside notebooks begin with. */
export const filePrefix = ".cells_";

/**
 * Calls Deno on a notebook's module. For as long as that takes, the module is a
 * file beside the notebook, where relative imports, `deno.json`, `package.json`
 * and packages mean what they mean in the kernel.
 *
 * @param command The command of Deno and its options
 * @param path The notebook
 * @param module Its module
 * @returns What Deno gave
 * @throws {Obstacle} If the folder cannot be written to
 */
export function denoOnModule(
  command: string[],
  path: string,
  module: CellModule,
): Promise<DenoResult> {
  return denoOnModules(command, dirname(path), [module]);
}

/**
 * Calls Deno once on the modules of several notebooks, each a file as for
 * {@linkcode denoOnModule}.
 *
 * @param command The command of Deno and its options
 * @param folder The folder of the notebooks
 * @param modules Their modules
 * @returns What Deno gave
 * @throws {Obstacle} If the folder cannot be written to
 */
export async function denoOnModules(
  command: string[],
  folder: string,
  modules: readonly CellModule[],
): Promise<DenoResult> {
  const files = modules.map(({ code, extension }) => ({
    ...{ file: join(folder, filePrefix + crypto.randomUUID() + extension) },
    code,
  }));
  const elsewhere = await Deno.makeTempDir();
  // They remove the files if this process is killed, in whatever way.
  const watchdogs = files.map(({ file }) => new Watchdog("TERM", file));
  try {
    for (const { file, code } of files) await write(file, code);
    // A file that imports them is taken even if deno.json excludes the folder.
    const entry = join(elsewhere, "entry.ts");
    const imports = files.map(({ file }) =>
      `import ${JSON.stringify(pathToFileURL(file))};\n`
    );
    await Deno.writeTextFile(entry, imports.join(""));
    // The kernel may import from anywhere, so its cells are checked with that.
    const options = ["--allow-import", ...await lockOptions(folder, elsewhere)];
    return await deno([...command, ...options, entry], { cwd: folder });
  } finally {
    for (const { file } of files) {
      await Deno.remove(file).catch(() => {}); // It may not have come to that.
    }
    for (const watchdog of watchdogs) await watchdog.dismiss();
    await Deno.remove(elsewhere, { recursive: true });
  }
}

async function write(file: string, code: string): Promise<void> {
  try {
    await Deno.writeTextFile(file, code, { createNew: true });
  } catch (error) {
    throw new Obstacle(
      "The cells are checked as a file beside the notebook, and there is no " +
        `writing in ${dirname(file)}: ${(error as Error).message}`,
    );
  }
}

/** The lock is a copy, as Deno writes into it what it finds. */
async function lockOptions(
  folder: string,
  elsewhere: string,
): Promise<string[]> {
  const lock = await nearestLock(await nearestConfig(folder));
  if (!lock) return ["--no-lock"];
  const copy = join(elsewhere, "deno.lock");
  await Deno.copyFile(lock, copy);
  return [`--lock=${copy}`, "--frozen=false"];
}
