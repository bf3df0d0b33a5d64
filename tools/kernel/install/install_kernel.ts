/**
 * Installing the kernel, with all that it needs.
 *
 * @module
 */
import { basename, dirname, join } from "node:path";
import own from "../deno.json" with { type: "json" };
import { kernelspec } from "../kernelspec.ts";
import { sources } from "./sources.ts";

/** Something stands in the way; the message says what. */
export class Obstacle extends Error {}

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
  const above = dirname(folder);
  await Deno.mkdir(above, { recursive: true });
  // Made beside it: if that fails, a kernel that is there already stays.
  const made = await Deno.makeTempDir({
    dir: above,
    prefix: `.${basename(folder)}-`,
  });
  try {
    await writeSources(made);
    await keepPackages(made);
    const deno = await keepDeno(made);
    const [program, main, config] = [deno, "main.ts", "deno.json"]
      .map((name) => join(folder, name)) as [string, string, string];
    const spec = kernelspec(displayName, program, main, config);
    await Deno.writeTextFile(join(made, "kernel.json"), spec);
    await Deno.chmod(made, 0o755).catch(() => {}); // Windows has no such modes.
    await remove(folder);
    await Deno.rename(made, folder);
  } finally {
    await remove(made);
  }
}

async function remove(folder: string): Promise<void> {
  await Deno.remove(folder, { recursive: true }).catch((error) => {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  });
}

async function writeSources(folder: string): Promise<void> {
  for (const [path, text] of await sources()) {
    const file = join(folder, path);
    await Deno.mkdir(dirname(file), { recursive: true });
    await Deno.writeTextFile(file, text);
  }
}

/** Puts the packages into a folder: those of `deno.lock`, with its hashes. */
async function keepPackages(folder: string): Promise<void> {
  const write = (nodeModulesDir: string) =>
    Deno.writeTextFile(
      join(folder, "deno.json"),
      JSON.stringify({
        imports: own.imports,
        nodeModulesDir,
        lock: { frozen: true },
      }),
    );
  await write("auto");
  const { success } = await new Deno.Command(Deno.execPath(), {
    args: ["install", "--quiet", "--entrypoint", "main.ts"],
    cwd: folder,
  }).spawn().status;
  if (!success) throw new Obstacle("Its packages cannot be fetched, see above");
  // Taken as they are: neither a registry nor a cache is looked into.
  await write("manual");
}

/**
 * Keeps the Deno that runs now in a folder; the name of its file. Always, as
 * nobody can tell whether where it lies will last: `npx deno` and `uvx deno` run
 * it from a cache, and an upgrade puts a version in its place that the kernel is
 * not made for. A link takes no room, where the file system can make one.
 */
async function keepDeno(folder: string): Promise<string> {
  const name = Deno.build.os === "windows" ? "deno.exe" : "deno";
  const [from, to] = [await Deno.realPath(Deno.execPath()), join(folder, name)];
  await Deno.link(from, to).catch(() => Deno.copyFile(from, to));
  return name;
}
