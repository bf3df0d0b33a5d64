/**
 * The pages of notebooks, in a folder that can be copied elsewhere as it is.
 *
 * @module
 */
import { basename, join } from "node:path";
import { root } from "../jupyter/environment.ts";
import { type FileToWrite, writeFiles } from "../shared/write_file.ts";
import { cellsOf } from "./cells_as_html.ts";
import { readCitation } from "./citation.ts";
import type { About } from "./footer.ts";
import { indexPage } from "./index_page.ts";
import { logPage } from "./log_page.ts";
import { provenance } from "./provenance.ts";
import { sourceOf, type Sources, sourcesFile, sourcesIn } from "./sources.ts";

/**
 * Saves a notebook, its page, and the copy beside the page: all of them or none.
 *
 * @param notebook The file, with the outputs that it is to hold
 * @param folder Where the page goes
 * @throws {Obstacle} If a formula in it is wrong, or nbconvert cannot read it,
 * or something cannot be saved
 */
export async function saveWithLog(
  notebook: FileToWrite & { content: string },
  folder: string,
): Promise<void> {
  const { path, content } = notebook;
  const name = basename(path, ".ipynb");
  const cells = await cellsOfText(content, basename(path));
  const page = await logPage(cells, path, await about());
  await Deno.mkdir(folder, { recursive: true });
  const copy = join(folder, `${name}.ipynb`);
  const sources = {
    ...await sourcesIn(folder),
    [name]: sourceOf(path, folder),
  };
  await writeFiles([
    notebook,
    { path: join(folder, `${name}.html`), content: page },
    ...await isSame(path, copy) ? [] : [{ path: copy, content }],
    sourcesFile(folder, sources),
  ]);
}

async function isSame(path: string, other: string): Promise<boolean> {
  const real = await Deno.realPath(other).catch(() => undefined);
  return real === await Deno.realPath(path);
}

/**
 * Writes the `index.html` of a folder, which lists the log of each notebook that
 * is still where it was rendered.
 *
 * @param folder The folder of the logs
 * @param sources Which logs there are, and where their notebooks are
 */
export async function writeIndex(
  folder: string,
  sources: Sources,
): Promise<void> {
  const names = Object.keys(sources).sort();
  const logs = await Promise.all(names.map(async (name) => ({
    name,
    html: await Deno.readTextFile(join(folder, `${name}.html`)),
  })));
  const page = await indexPage(await introduction(), logs, await about());
  await writeFiles([{ path: join(folder, "index.html"), content: page }]);
}

async function about(): Promise<About> {
  const cff = await Deno.readTextFile(join(root, "CITATION.cff"));
  return {
    facts: await provenance(root),
    rendered: new Date(),
    citation: readCitation(cff),
  };
}

/** The README down to its first section, as a notebook of one cell. */
async function introduction(): Promise<string> {
  const readme = await Deno.readTextFile(join(root, "README.md"));
  const source = readme.slice(0, readme.search(/^## /m));
  const cell = { cell_type: "markdown", id: "readme", metadata: {}, source };
  const notebook = { cells: [cell], metadata: {}, nbformat: 4 };
  const text = JSON.stringify({ ...notebook, nbformat_minor: 5 });
  return await cellsOfText(text, "README.ipynb");
}

async function cellsOfText(text: string, name: string): Promise<string> {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(join(folder, name), text);
    return await cellsOf(join(folder, name));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
