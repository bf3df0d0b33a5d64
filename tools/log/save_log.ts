/**
 * A notebook and its page, saved together.
 *
 * @module
 */
import { basename, dirname, join } from "node:path";
import { type FileToWrite, writeFiles } from "../shared/write_file.ts";
import { aboutProject } from "./about_project.ts";
import { cellsAsHtml } from "./cells_as_html.ts";
import { logPage } from "./log_page.ts";
import { mainDrawing } from "./main_figure.ts";
import { previewAt, previewFile } from "./preview.ts";
import { sourceOf, sourcesFile, sourcesIn } from "./sources.ts";

/**
 * Saves a notebook, its page, and the copy beside the page: all of them or none.
 * With them goes the drawing that says what it found, if it has one, to the
 * folder `images/` beside the notebook.
 *
 * @param notebook The file, with the outputs that it is to hold
 * @param folder Where the page goes
 * @param address The address that folder will have on the web: then the drawing goes
 * beside the page as pixels, too, for those who are sent a link
 * @throws {Obstacle} If a formula in it is wrong, or nbconvert cannot read it,
 * or something cannot be saved
 */
export async function saveWithLog(
  notebook: FileToWrite & { content: string },
  folder: string,
  address?: string,
): Promise<void> {
  const { path, content } = notebook;
  const name = basename(path, ".ipynb");
  const cells = await cellsAsHtml(content, basename(path));
  const drawing = mainDrawing(JSON.parse(content));
  const preview = address !== undefined && drawing?.png
    ? previewAt(address, name, drawing.alt)
    : undefined;
  const page = await logPage(cells, path, await aboutProject(), preview);
  await Deno.mkdir(folder, { recursive: true });
  const copy = join(folder, `${name}.ipynb`);
  const sources = {
    ...await sourcesIn(folder),
    [name]: sourceOf(path, folder),
  };
  const images = join(dirname(path), "images");
  if (drawing) await Deno.mkdir(images, { recursive: true });
  await writeFiles([
    notebook,
    ...drawing
      ? [{ path: join(images, `${name}.svg`), content: `${drawing.svg}\n` }]
      : [],
    ...preview
      ? [{
        path: join(folder, previewFile(name)),
        content: Uint8Array.fromBase64(drawing!.png),
      }]
      : [],
    { path: join(folder, `${name}.html`), content: page },
    ...await isSame(path, copy) ? [] : [{ path: copy, content }],
    sourcesFile(folder, sources),
  ]);
}

async function isSame(path: string, other: string): Promise<boolean> {
  const real = await Deno.realPath(other).catch(() => undefined);
  return real === await Deno.realPath(path);
}
