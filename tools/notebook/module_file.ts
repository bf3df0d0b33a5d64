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
export async function denoOnModule(
  command: string[],
  path: string,
  module: CellModule,
): Promise<DenoResult> {
  const folder = dirname(path);
  const name = filePrefix + crypto.randomUUID() + module.extension;
  const file = join(folder, name);
  const elsewhere = await Deno.makeTempDir();
  // Removes the file if this process is killed, in whatever way.
  const watchdog = new Watchdog("TERM", file);
  try {
    await write(file, module.code);
    // A file that imports it is taken even if deno.json excludes the folder.
    const entry = join(elsewhere, "entry.ts");
    const url = JSON.stringify(pathToFileURL(file));
    await Deno.writeTextFile(entry, `import ${url};\n`);
    // The kernel may import from anywhere, so its cells are checked with that.
    const options = ["--allow-import", ...await lockOptions(folder, elsewhere)];
    return await deno([...command, ...options, entry], { cwd: folder });
  } finally {
    await Deno.remove(file).catch(() => {}); // It may not have come to that.
    await watchdog.dismiss();
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
