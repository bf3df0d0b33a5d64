/**
 * `deno task render`: runs every notebook from a fresh kernel, top to bottom,
 * saves the outputs in the .ipynb, with a record of the run, and a page for
 * reading in `logs/`, or where `--logs` says. A notebook that was run on what is
 * there now, and has the outputs of that run, is not run again unless `--again`
 * says so; its page is made all the same. `--address` says where the folder of
 * the pages will be on the web, so that a link to one has a preview. Arguments choose notebooks and folders; without any it is all of
 * `notebooks/`, and pages of notebooks that were deleted go.
 *
 * A notebook is only saved when no cell failed, its page could be made, and
 * nobody has changed it meanwhile; until then all files stay as they were. Then
 * the next one has its turn, of which two run at a time, and the exit code is 1
 * at the end.
 *
 * @module
 */
import { basename, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { webFolder } from "./log/preview.ts";
import {
  presentSources,
  removeLogs,
  requireRoom,
  sourcesFile,
  sourcesIn,
} from "./log/sources.ts";
import { findNotebooks } from "./notebook/find_notebooks.ts";
import { readNotebook } from "./notebook/read_notebook.ts";
import { runNotebook } from "./notebook/run_notebook.ts";
import { makeRecord, outputsHash, withRecord } from "./notebook/run_record.ts";
import { EndedBySignal } from "./shared/child.ts";
import { calledFrom, main, Obstacle, root } from "./shared/task.ts";
import { visible } from "./shared/visible.ts";
import { writeFiles } from "./shared/write_file.ts";
import { freshnessOf } from "./verify/freshness.ts";

/** The saving of the last notebook: two at once would lose each other's place among the logs. */
let saved: Promise<void> = Promise.resolve();

await main(async () => {
  const { values, positionals } = readArguments(Deno.args);
  const address = values.address === undefined
    ? undefined
    : webFolder(values.address);
  const logs = values.logs === undefined
    ? join(root, "logs")
    : resolve(calledFrom(), values.logs);
  const paths = await findNotebooks(positionals);
  await requireRoom(paths, logs);
  const isWell = await allGoWell(
    paths,
    (path) => render(path, { logs, address, again: values.again }),
  );
  if (await Deno.stat(logs).catch(() => undefined)) {
    await finish(logs, address, positionals.length === 0);
    console.error(`The pages are in ${visible(join(logs, "index.html"))}`);
  }
  return isWell ? 0 : 1;
});

function readArguments(args: string[]) {
  try {
    const options = {
      logs: { type: "string" },
      again: { type: "boolean", default: false },
      address: { type: "string" },
    } as const;
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new Obstacle((error as Error).message);
  }
}

/** Renders a notebook and says whether that went well. */
async function goesWell(
  path: string,
  render: (path: string) => Promise<void>,
): Promise<boolean> {
  try {
    await render(path);
    return true;
  } catch (error) {
    if (error instanceof EndedBySignal) throw error;
    // Whatever else it is, the next notebook has its turn.
    const why = error instanceof Obstacle ? error.message : `${path}: ${error}`;
    console.error(visible(`Not saved: ${why}`));
    return false;
  }
}

async function render(
  path: string,
  { logs, address, again }: {
    logs: string;
    address: string | undefined;
    again: boolean;
  },
): Promise<void> {
  const { bytes, notebook } = await readNotebook(path);
  const name = visible(basename(path));
  const record = await makeRecord(path, notebook);
  const isFresh = freshnessOf(notebook, record).freshness === "FRESH" &&
    notebook.metadata.run?.outputs === outputsHash(notebook);
  const isRun = again || !isFresh;
  console.error(isRun ? `Running ${name} ...` : `${name} is fresh: not run`);
  // After the run, as the kernel writes the lock of the packages that it fetches.
  const content = isRun
    ? withRecord(
      await runNotebook(path, notebook),
      await makeRecord(path, notebook),
    )
    : new TextDecoder().decode(bytes);
  const save = async () => {
    // What makes pages takes longer to load than a refusal does.
    const { saveWithLog } = await import("./log/save_log.ts");
    await saveWithLog({ path, content, over: bytes }, logs, address);
  };
  await (saved = saved.then(save, save));
}

/** Renders the notebooks two at a time, each in a kernel of its own, and says whether that went well. */
async function allGoWell(
  paths: string[],
  render: (path: string) => Promise<void>,
): Promise<boolean> {
  const left = [...paths];
  const oneAfterTheOther = async () => {
    let isWell = true;
    for (let path; (path = left.shift());) {
      isWell = await goesWell(path, render) && isWell;
    }
    return isWell;
  };
  // Told to end, both have cleared up before this process does.
  const both = [oneAfterTheOther(), oneAfterTheOther()];
  for (const one of both) one.catch(() => left.length = 0);
  await Promise.allSettled(both);
  return (await Promise.all(both)).every((isWell) => isWell);
}

async function finish(
  logs: string,
  address: string | undefined,
  isAll: boolean,
): Promise<void> {
  const sources = await sourcesIn(logs);
  const present = await presentSources(logs, sources);
  if (isAll) {
    const gone = Object.entries(sources).filter(([name]) => !present[name]);
    await removeLogs(logs, Object.fromEntries(gone));
    await writeFiles([sourcesFile(logs, present)]);
  }
  const { writeIndex } = await import("./log/write_index.ts");
  await writeIndex(logs, present, address);
}
