/**
 * Which notebooks the logs of a folder come from: what `deno task render` wrote
 * there, and so may replace or remove. They are told from that folder, with
 * forward slashes, in its file `.sources_of_logs.json`.
 *
 * @module
 */
import { basename, dirname, join, relative, resolve } from "node:path";
import { isRecord } from "../shared/json.ts";
import { Obstacle } from "../shared/task.ts";
import { previewFile } from "./preview.ts";
import type { FileToWrite } from "../shared/write_file.ts";

/** Where each notebook is, by the name of its log. */
export type Sources = Record<string, string>;

/** What `.sources_of_logs.json` says of a folder; nothing if there is none. */
export async function sourcesIn(folder: string): Promise<Sources> {
  const text = await Deno.readTextFile(join(folder, ".sources_of_logs.json"))
    .catch(() => "{}");
  try {
    const said: unknown = JSON.parse(text);
    const entries = Object.entries(isRecord(said) ? said : {});
    // A name is a file in the folder, not a way out of it.
    return Object.fromEntries(
      entries.filter(([name, source]) =>
        basename(name) === name && typeof source === "string"
      ),
    ) as Sources;
  } catch {
    return {};
  }
}

/** The file `.sources_of_logs.json` of a folder. */
export function sourcesFile(folder: string, sources: Sources): FileToWrite {
  const sorted = Object.entries(sources).sort(([a], [b]) => a < b ? -1 : 1);
  const text = JSON.stringify(Object.fromEntries(sorted), null, 2);
  return { path: join(folder, ".sources_of_logs.json"), content: `${text}\n` };
}

/** How a folder's `.sources_of_logs.json` tells of a notebook. */
export function sourceOf(path: string, folder: string): string {
  return relative(resolve(folder), path).replaceAll("\\", "/");
}

/** Those of the sources that are still there, and have their pages. */
export async function presentSources(
  folder: string,
  sources: Sources,
): Promise<Sources> {
  const present: Sources = {};
  for (const [name, source] of Object.entries(sources)) {
    const page = join(folder, `${name}.html`);
    if (await exists(join(folder, source)) && await exists(page)) {
      present[name] = source;
    }
  }
  return present;
}

/**
 * That the logs of these notebooks can go into a folder: no two have one name,
 * and nothing there that `deno task render` did not write would be replaced.
 *
 * @param paths The notebooks
 * @param folder The folder
 * @throws {Obstacle} If not
 */
export async function requireRoom(
  paths: string[],
  folder: string,
): Promise<void> {
  const sources = await presentSources(folder, await sourcesIn(folder));
  const owners = new Map<string, string>(
    Object.entries(sources).map(([name, source]) => [
      name,
      resolve(folder, source),
    ]),
  );
  for (const path of paths) {
    const name = basename(path, ".ipynb");
    if (name.toLowerCase() === "index") {
      throw new Obstacle(
        `Cannot write the page of ${path} as another index.html lists the logs: rename the notebook`,
      );
    }
    const owner = owners.get(name);
    if (owner !== undefined && owner !== path) {
      throw new Obstacle(
        `The pages of two notebooks would be one file, ${name}.html: ${owner} and ${path}. ` +
          "Rename one, or render them apart with `--logs FOLDER`",
      );
    }
    owners.set(name, path);
    const page = join(folder, `${name}.html`);
    await requireOwn(page, "This page shows a notebook: ");
    if (await exists(page)) continue;
    await requireOwn(join(folder, previewFile(name)));
    if (await isIn(path, folder)) continue;
    await requireOwn(join(folder, `${name}.ipynb`));
  }
  await requireOwn(join(folder, "index.html"), `class="logs"`);
}

/** That a file is not there, or holds what all files have that `deno task render` writes. */
async function requireOwn(file: string, mark?: string): Promise<void> {
  if (!await exists(file)) return;
  if (mark && (await Deno.readTextFile(file)).includes(mark)) return;
  throw new Obstacle(
    `${file} was not written by \`deno task render\` and stays as it is: choose another folder with \`--logs FOLDER\``,
  );
}

/**
 * Removes the logs of notebooks that are not there any more.
 *
 * @param folder The folder of the logs
 * @param gone The sources that it had and has no more
 */
export async function removeLogs(folder: string, gone: Sources): Promise<void> {
  for (const name of Object.keys(gone)) {
    for (const file of [`${name}.html`, `${name}.ipynb`, previewFile(name)]) {
      await Deno.remove(join(folder, file)).catch(() => {});
    }
  }
}

/** Whether a notebook stands in a folder itself. */
async function isIn(path: string, folder: string): Promise<boolean> {
  const real = await Deno.realPath(folder).catch(() => undefined);
  return real === await Deno.realPath(dirname(path));
}

async function exists(path: string): Promise<boolean> {
  return await Deno.lstat(path).then(() => true, () => false);
}
