/**
 * The pages of notebooks, in a folder that can be copied elsewhere as it is.
 *
 * @module
 */
import { basename, join } from "node:path";
import { Obstacle, root } from "../jupyter.ts";
import { cellsOf } from "./cells.ts";
import { readCitation } from "./citation.ts";
import type { About } from "./footer.ts";
import { indexPage } from "./index_page.ts";
import { logPage } from "./log_page.ts";
import { provenance } from "./provenance.ts";

/**
 * Writes the page of a notebook, and the notebook beside it.
 *
 * @param path The notebook, with its outputs
 * @param folder Where the page goes
 * @throws {Obstacle} If a formula in it is wrong, or nbconvert cannot read it
 */
export async function writeLog(path: string, folder: string): Promise<void> {
  const name = basename(path, ".ipynb");
  if (name === "index") {
    throw new Obstacle(
      "Cannot write the page of index.ipynb as another index.html lists the logs: rename the notebook",
    );
  }
  const page = await logPage(await cellsOf(path), path, await about());
  await Deno.mkdir(folder, { recursive: true });
  await Deno.writeTextFile(join(folder, `${name}.html`), page);
  await Deno.copyFile(path, join(folder, `${name}.ipynb`));
}

/** Writes the `index.html` of a folder, which lists every log that is there. */
export async function writeIndex(folder: string): Promise<void> {
  const names = (await Array.fromAsync(Deno.readDir(folder)))
    .filter(({ name }) => name.endsWith(".ipynb"))
    .map(({ name }) => basename(name, ".ipynb")).sort();
  const logs = await Promise.all(names.map(async (name) => ({
    name,
    html: await Deno.readTextFile(join(folder, `${name}.html`)),
  })));
  const page = await indexPage(await introduction(), logs, await about());
  await Deno.writeTextFile(join(folder, "index.html"), page);
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
  const path = await Deno.makeTempFile({ suffix: ".ipynb" });
  try {
    const text = JSON.stringify({ ...notebook, nbformat_minor: 5 });
    await Deno.writeTextFile(path, text);
    return await cellsOf(path);
  } finally {
    await Deno.remove(path);
  }
}
