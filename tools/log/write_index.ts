/**
 * The file that lists the logs of a folder.
 *
 * @module
 */
import { join } from "node:path";
import { root } from "../shared/task.ts";
import { writeFiles } from "../shared/write_file.ts";
import { aboutProject } from "./about_project.ts";
import { cellsAsHtml } from "./cells_as_html.ts";
import { indexPage } from "./index_page.ts";
import { withNeighbours } from "./neighbours.ts";
import { type Preview, previewAt, previewFile } from "./preview.ts";
import type { Sources } from "./sources.ts";

/**
 * Writes the `index.html` of a folder, which lists the log of each notebook that
 * is still where it was rendered, and links each of these logs to the next.
 *
 * @param folder The folder of the logs
 * @param sources Which logs there are, and where their notebooks are
 * @param address Where the folder will be on the web, if that is known
 */
export async function writeIndex(
  folder: string,
  sources: Sources,
  address?: string,
): Promise<void> {
  const names = Object.keys(sources).sort();
  const fileOf = (name: string) => join(folder, `${name}.html`);
  const stored = await Promise.all(names.map(async (name) => ({
    name,
    html: await Deno.readTextFile(fileOf(name)),
  })));
  const logs = withNeighbours(stored);
  const readme = await Deno.readTextFile(join(root, "README.md"));
  const page = await indexPage(
    await introduction(readme),
    logs,
    await aboutProject(),
    address === undefined ? undefined : await preview(readme, folder, address),
  );
  const changed = logs.filter(({ html }, i) => html !== stored[i]!.html);
  await writeFiles([
    ...changed.map(({ name, html }) => ({ path: fileOf(name), content: html })),
    { path: fileOf("index"), content: page },
  ]);
}

/** The README down to its first section, as a notebook of one cell. */
async function introduction(readme: string): Promise<string> {
  const source = readme.slice(0, readme.search(/^## /m));
  const cell = { cell_type: "markdown", id: "readme", metadata: {}, source };
  const notebook = { cells: [cell], metadata: {}, nbformat: 4 };
  const text = JSON.stringify({ ...notebook, nbformat_minor: 5 });
  return await cellsAsHtml(text, "README.ipynb");
}

/** The picture of the README, if the log that it is from has it as pixels. */
async function preview(
  readme: string,
  folder: string,
  address: string,
): Promise<Preview | undefined> {
  const picture = /!\[([^\]]*)\]\(notebooks\/images\/(\w+)\.svg\)/;
  const [, alt, name] = picture.exec(readme) ?? [];
  if (name === undefined) return undefined;
  const file = await Deno.stat(join(folder, previewFile(name)))
    .catch(() => undefined);
  return file && previewAt(address, name, alt!);
}
