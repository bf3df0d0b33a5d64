/**
 * The project's own Jupyter: a virtual environment in `.venv/` that holds the
 * pinned packages and the kernelspec `deno`. It is made when it is missing and
 * made again when the pins change.
 *
 * @module
 */
import { join } from "node:path";
import { waitFor } from "../shared/child.ts";
import { kernelspec } from "../kernel/kernelspec.ts";
import { Watchdog } from "../kernel/watchdog.ts";
import { Obstacle, root } from "../shared/task.ts";
import { writeFile } from "../shared/write_file.ts";

const environment = join(root, ".venv");
const programs = join(
  environment,
  Deno.build.os === "windows" ? "Scripts" : "bin",
);

/**
 * Runs a program of the environment, making the environment first if need be.
 *
 * @param name The program, `python` or `jupyter`
 * @param args Its arguments
 * @param temporary A file among them that is nobody's when this process is killed
 * @returns Its exit code
 * @throws {Obstacle} If the environment cannot be made
 * @throws {Ended} If this process was told to end, and so it was too
 */
export async function runInEnvironment(
  name: string,
  args: string[],
  temporary?: string,
): Promise<number> {
  await (environmentMade ??= makeEnvironment());
  return await run(join(programs, name), args, settings, "inherit", temporary);
}

/**
 * Starts a program of the environment to talk with, making the environment first
 * if need be. The program is to end when its input does, as that ends with this
 * process, however this ends.
 *
 * @param name The program, `python` or `jupyter`
 * @param args Its arguments
 * @returns The program; what it prints beside its output is printed
 * @throws {Obstacle} If the environment cannot be made
 */
export async function startInEnvironment(
  name: string,
  args: string[],
): Promise<Deno.ChildProcess> {
  await (environmentMade ??= makeEnvironment());
  const command = new Deno.Command(join(programs, name), {
    ...{ args, env: settings, cwd: root },
    ...{ stdin: "piped", stdout: "piped", stderr: "inherit" },
  });
  return command.spawn();
}

/** What programs of the environment find in theirs. */
const settings = { JUPYTER_PREFER_ENV_PATH: "1", NO_COLOR: "1" };

/** Made once, whoever needs it at the same time. */
let environmentMade: Promise<void> | undefined;

async function makeEnvironment(): Promise<void> {
  const list = join(root, "tools/jupyter/requirements.lock");
  const pins = await Deno.readTextFile(list);
  const made = join(environment, "made-from.txt");
  if (await Deno.readTextFile(made).catch(() => "") !== pins) {
    console.error("Making .venv/ with Jupyter (once, about a minute) ...");
    const python = await findPython();
    await must(python, ["-m", "venv", "--clear", environment]);
    await must(join(programs, "python"), [
      ...["-m", "pip", "install", "--quiet", "--disable-pip-version-check"],
      // Nothing but these very files, and none that runs code to be installed.
      ...["--require-hashes", "--only-binary", ":all:", "--no-deps"],
      ...["--requirement", list],
    ]);
    await writeFile(made, pins);
  }
  await writeKernelspec();
}

/** Written every time, as it names the very Deno that runs now. */
async function writeKernelspec(): Promise<void> {
  const folder = join(environment, "share/jupyter/kernels/deno");
  await Deno.mkdir(folder, { recursive: true });
  const main = join(root, "tools/kernel/main.ts");
  const config = join(root, "deno.json");
  const spec = kernelspec("Deno", Deno.execPath(), main, config);
  await writeFile(join(folder, "kernel.json"), spec);
}

async function findPython(): Promise<string> {
  const test =
    "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))";
  for (const name of ["python3", "python", "py"]) {
    if (await run(name, ["-c", test], {}, "null") === 0) return name;
  }
  throw new Obstacle(
    "Python 3.10 or newer with the modules venv and ensurepip is needed, and none was found. " +
      "Install it (Debian: apt install python3 python3-venv) and run this again.",
  );
}

async function must(program: string, args: string[]): Promise<void> {
  if (await run(program, args, {}) === 0) return;
  throw new Obstacle(
    `This failed, see above: ${program} ${args.join(" ")}\n` +
      "Jupyter is fetched from the Python package index: is the network there?",
  );
}

/**
 * The exit code of a program; 127, as a shell says it, if there is none of that
 * name. The program does not outlive this process.
 */
async function run(
  program: string,
  args: string[],
  env: Record<string, string>,
  output: "inherit" | "null" = "inherit",
  temporary?: string,
): Promise<number> {
  const watchdog = new Watchdog("TERM", temporary);
  const command = new Deno.Command(program, {
    args,
    env,
    cwd: root,
    stdout: output,
    stderr: output,
  });
  try {
    return await waitFor(() => command.spawn(), async (child) => {
      watchdog.watch(child.pid);
      return (await child.status).code;
    });
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return 127;
    throw error;
  } finally {
    await watchdog.dismiss();
  }
}
