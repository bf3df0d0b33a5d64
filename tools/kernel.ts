/**
 * `deno task kernel`: installs the kernel for a JupyterLab or VS Code that is
 * there already. `--user` installs it for this user, `--prefix FOLDER` for an
 * environment; `--name` and `--display-name` say what it is called. All that it
 * needs is copied, Deno and packages too: this folder and every cache may go.
 *
 * @module
 */
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import project from "../deno.json" with { type: "json" };
import { calledFrom, Obstacle } from "./shared/task.ts";
import { kernelspec } from "./kernel/kernelspec.ts";
import { writeFile } from "./shared/write_file.ts";

const usage = "deno task kernel --user | --prefix FOLDER " +
  "[--name deno-relay] [--display-name 'Deno (relay)']";

/** The packages that the kernel imports; their versions are the project's. */
const packages = ["@babel/parser"] as const;

const source = fileURLToPath(new URL("kernel/", import.meta.url));
const lock = fileURLToPath(new URL("../deno.lock", import.meta.url));

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

/** Puts the packages into a folder, and gives the `deno.json` that finds them there. */
async function keepPackages(folder: string): Promise<string> {
  const config = join(folder, "deno.json");
  const write = (options: object) => {
    const imports = Object.fromEntries(
      packages.map((name) => [name, project.imports[name]]),
    );
    return writeFile(config, JSON.stringify({ imports, ...options }));
  };
  const kept = join(folder, "deno.lock");
  await Deno.copyFile(lock, kept);
  await write({ nodeModulesDir: "auto", lock: { frozen: false } });
  const { success } = await new Deno.Command(Deno.execPath(), {
    args: ["install", "--quiet", "--config", config],
    cwd: folder,
  }).spawn().status;
  if (!success) throw new Obstacle("Its packages cannot be fetched, see above");
  await requireLocked(kept);
  // Taken as they are: neither a registry nor a cache is looked into.
  await write({ nodeModulesDir: "manual", lock: { frozen: true } });
  return config;
}

/** Throws unless all in a lock is in that of the project, with the same hashes. */
async function requireLocked(kept: string): Promise<void> {
  const [own, all] = await Promise.all([kept, lock].map(async (path) => {
    const { npm } = JSON.parse(await Deno.readTextFile(path));
    return npm as Record<string, { integrity: string }>;
  }));
  for (const [name, { integrity }] of Object.entries(own!)) {
    if (all![name]?.integrity === integrity) continue;
    throw new Obstacle(`deno.lock does not have ${name} with its hash`);
  }
}

/** First elsewhere: if that fails, a kernel that is there already stays. */
async function fetchPackages(): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await keepPackages(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Where Jupyter looks for the kernels of this user; its own rules. */
function userFolder(): string {
  const { os } = Deno.build;
  const home = Deno.env.get("HOME") ?? "";
  return Deno.env.get("JUPYTER_DATA_DIR") ??
    (os === "windows"
      ? join(Deno.env.get("APPDATA") ?? "", "jupyter")
      : os === "darwin"
      ? join(home, "Library/Jupyter")
      : join(
        Deno.env.get("XDG_DATA_HOME") ?? join(home, ".local/share"),
        "jupyter",
      ));
}

function read(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        user: { type: "boolean" },
        prefix: { type: "string" },
        name: { type: "string", default: "deno-relay" },
        "display-name": { type: "string", default: "Deno (relay)" },
      },
    }).values;
  } catch (error) {
    throw new Obstacle(`${(error as Error).message}\n${usage}`);
  }
}

async function install(): Promise<void> {
  const { user, prefix, name, "display-name": displayName } = read(Deno.args);
  if ((user === true) === (prefix !== undefined)) {
    throw new Obstacle(`Either --user or --prefix is wanted: ${usage}`);
  }
  if (!/^(?!\.+$)[\w.-]+$/.test(name)) {
    throw new Obstacle(
      `A kernel's name has letters, digits, ".", "-" and "_" only: given is ${name}`,
    );
  }
  const jupyter = prefix === undefined
    ? userFolder()
    : join(resolve(calledFrom(), prefix), "share/jupyter");
  const folder = join(jupyter, "kernels", name);
  await fetchPackages();
  await Deno.remove(folder, { recursive: true }).catch((error) => {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  });
  await copyFiles(source, folder);
  const config = await keepPackages(folder);
  const spec = kernelspec(
    displayName,
    await keepDeno(folder),
    join(folder, "main.ts"),
    config,
  );
  await writeFile(join(folder, "kernel.json"), spec);
  console.log(
    `${displayName} is in ${folder}, with Deno ${Deno.version.deno} and all else that it needs\n` +
      `To remove it: jupyter kernelspec remove ${name}, or delete that folder`,
  );
}

try {
  await install();
} catch (error) {
  if (!(error instanceof Obstacle)) throw error;
  console.error(error.message);
  Deno.exit(1);
}
