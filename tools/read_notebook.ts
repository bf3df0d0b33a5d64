/**
 * Reading a notebook file.
 *
 * @module
 */
import { Obstacle } from "./jupyter.ts";
import type { Notebook } from "./notebook.ts";

/** The names that Deno's kernel and this project's have unless the user chose one. */
const names = ["deno", "deno-relay"];

/**
 * Reads a notebook of Deno's kernel, whatever name that was installed under.
 *
 * @param path The file
 * @returns The notebook
 * @throws {Obstacle} If the file cannot be read, is no notebook of format 4, or is for another kernel
 */
export async function readNotebook(path: string): Promise<Notebook> {
  const text = await Deno.readTextFile(path).catch((error: Error) => {
    throw new Obstacle(`Cannot read ${path}: ${error.message}`);
  });
  const { cells, metadata, nbformat } = asObject(text, path);
  if (Number(nbformat) < 4) {
    throw new Obstacle(
      `${path} has notebook format ${nbformat}, and 4 is wanted: ` +
        "`jupyter nbconvert --to notebook --inplace` converts it",
    );
  }
  if (!Array.isArray(cells)) {
    throw new Obstacle(`${path} is not a notebook: it has no cells`);
  }
  const { kernelspec, language_info } = Object(metadata) as Partial<
    Notebook["metadata"]
  >;
  const kernel = kernelspec?.name;
  const language = kernelspec?.language ?? language_info?.name;
  if (!names.includes(`${kernel}`) && language !== "typescript") {
    const given = kernel === undefined ? "names none" : `is for "${kernel}"`;
    throw new Obstacle(
      `The kernel "deno" is wanted, or another one for TypeScript, and ${path} ${given}`,
    );
  }
  return { cells, metadata } as Notebook;
}

function asObject(text: string, path: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(text));
  } catch (error) {
    throw new Obstacle(
      `${path} is not a notebook: its JSON is broken (${
        (error as Error).message
      })`,
    );
  }
}
