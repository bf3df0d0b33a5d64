/**
 * Installing the kernel, with all that it needs.
 *
 * @module
 */
import { join } from "node:path";
import { kernelspec } from "../kernel/kernelspec.ts";
import { root } from "../shared/task.ts";
import { writeFile } from "../shared/write_file.ts";
import { fetchPackages, keepPackages } from "./packages.ts";

/**
 * Installs the kernel into a folder, in place of what is there: its own files,
 * the Deno that runs now, and its packages.
 *
 * @param folder The folder
 * @param displayName What front ends call the kernel
 * @throws {Obstacle} If the packages cannot be fetched; then the folder is as it was
 */
export async function installKernel(
  folder: string,
  displayName: string,
): Promise<void> {
  // First elsewhere: if that fails, a kernel that is there already stays.
  await fetchPackages();
  await Deno.remove(folder, { recursive: true }).catch((error) => {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  });
  await copyFiles(join(root, "tools/kernel"), folder);
  const config = await keepPackages(folder);
  const deno = await keepDeno(folder);
  const main = join(folder, "main.ts");
  const spec = kernelspec(displayName, deno, main, config);
  await writeFile(join(folder, "kernel.json"), spec);
}

/** Copies the files of a folder into another, which is made. */
async function copyFiles(from: string, to: string): Promise<void> {
  await Deno.mkdir(to, { recursive: true });
  for await (const { name, isDirectory } of Deno.readDir(from)) {
    const copy = isDirectory ? copyFiles : Deno.copyFile;
    await copy(join(from, name), join(to, name));
  }
}

/**
 * Keeps the Deno that runs now in a folder. Always, as nobody can tell whether
 * where it lies will last: `npx deno` and `uvx deno` run it from a cache, and an
 * upgrade puts a version in its place that the kernel is not made for. A link
 * takes no room, where the file system can make one.
 */
async function keepDeno(folder: string): Promise<string> {
  const name = Deno.build.os === "windows" ? "deno.exe" : "deno";
  const [from, to] = [await Deno.realPath(Deno.execPath()), join(folder, name)];
  await Deno.link(from, to).catch(() => Deno.copyFile(from, to));
  return to;
}
