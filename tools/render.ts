/**
 * `deno task render`: runs every notebook from a fresh kernel, top to bottom,
 * saves the outputs in the .ipynb, with a stamp of what it was run on, and a
 * page for reading in `logs/`, or where `--logs` says. Arguments choose notebooks
 * and folders; without any it is all of `notebooks/`.
 *
 * A notebook is only saved when no cell failed and no output is missing; until
 * then the file stays as it was, and the exit code is 1.
 *
 * @module
 */
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import { Ended } from "./child.ts";
import { findNotebooks } from "./find_notebooks.ts";
import { Obstacle, root } from "./jupyter.ts";
import { writeIndex, writeLog } from "./log/log.ts";
import { holes } from "./notebook.ts";
import { readNotebook } from "./read_notebook.ts";
import { runNotebook } from "./run_notebook.ts";
import { makeStamp, stamped } from "./verify/stamp.ts";

async function render(path: string, logs: string): Promise<void> {
  console.error(`Running ${basename(path)} ...`);
  const notebook = await readNotebook(path);
  const run = await runNotebook(path).catch(notSaved);
  const missing = holes(run);
  if (missing.length > 0) {
    notSaved(new Obstacle(`${basename(path)}: ${missing.join("; ")}`));
  }
  // After the run, as the kernel writes the lock of the packages that it fetches.
  const stamp = await makeStamp(path, notebook);
  await Deno.writeTextFile(path, stamped(run, stamp));
  await writeLog(path, logs);
}

function notSaved(error: unknown): never {
  if (!(error instanceof Obstacle)) throw error;
  throw new Obstacle(`Not saved: ${error.message}`);
}

try {
  const { values, positionals } = parseArgs({
    args: Deno.args,
    options: { logs: { type: "string", default: join(root, "logs") } },
    allowPositionals: true,
  });
  for (const path of await findNotebooks(positionals)) {
    await render(path, values.logs);
  }
  await writeIndex(values.logs);
} catch (error) {
  if (error instanceof Ended) Deno.exit(error.code);
  if (!(error instanceof Obstacle)) throw error;
  console.error(error.message);
  Deno.exit(1);
}
