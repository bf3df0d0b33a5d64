/**
 * `deno task render`: runs every notebook from a fresh kernel, top to bottom,
 * saves the outputs in the .ipynb and a page for reading in `logs/`. Arguments
 * choose notebooks; without any it is all of `notebooks/`.
 *
 * A notebook is only saved when no cell failed and no output is missing; until
 * then the file stays as it was, and the exit code is 1.
 *
 * @module
 */
import { basename, join, resolve } from "node:path";
import { Obstacle, root, runInEnvironment } from "./jupyter.ts";
import { writeIndex, writeLog } from "./log/log.ts";
import { holes, type Notebook } from "./notebook.ts";

/** How often a run that lost outputs is done again. */
const attempts = 3;

async function allNotebooks(): Promise<string[]> {
  const folder = join(root, "notebooks");
  const names = (await Array.fromAsync(Deno.readDir(folder)))
    .map((entry) => entry.name).filter((name) => name.endsWith(".ipynb"));
  return names.sort().map((name) => join(folder, name));
}

async function render(path: string): Promise<void> {
  if (!await Deno.stat(path).then((file) => file.isFile, () => false)) {
    throw new Obstacle(`There is no notebook ${path}`);
  }
  console.error(`Running ${basename(path)} ...`);
  const executed = await Deno.makeTempFile({ suffix: ".ipynb" });
  try {
    await executeWithoutHoles(path, executed);
    await Deno.writeTextFile(path, await Deno.readTextFile(executed));
  } finally {
    await Deno.remove(executed);
  }
  await writeLog(path);
}

async function executeWithoutHoles(
  path: string,
  executed: string,
): Promise<void> {
  let found: string[] = [];
  for (let attempt = 1; attempt <= attempts; attempt++) {
    found = await execute(path, executed);
    if (found.length === 0) return;
    console.error(`Attempt ${attempt} of ${attempts}: ${found.join("; ")}`);
  }
  throw new Obstacle(
    `Not saved, as outputs are missing in ${basename(path)}: ${
      found.join("; ")
    }`,
  );
}

/** Runs the notebook once and returns what is missing in the outputs. */
async function execute(path: string, executed: string): Promise<string[]> {
  const script = join(root, "tools/execute.py");
  const code = await runInEnvironment("python", [script, path, executed]);
  if (code === 3) return ["the kernel did not answer"];
  if (code !== 0) throw new Obstacle(`Not saved: ${basename(path)} failed`);
  return holes(JSON.parse(await Deno.readTextFile(executed)) as Notebook);
}

try {
  const chosen = Deno.args.map((path) => resolve(path));
  for (const path of chosen.length > 0 ? chosen : await allNotebooks()) {
    await render(path);
  }
  await writeIndex();
} catch (error) {
  if (!(error instanceof Obstacle)) throw error;
  console.error(error.message);
  Deno.exit(1);
}
