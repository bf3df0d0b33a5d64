/**
 * Reading a notebook file.
 *
 * @module
 */
import { isRecord, parseJson } from "../shared/json.ts";
import type { Notebook } from "./notebook.ts";
import { deepest, flawOf, isTooDeep } from "./shape.ts";
import { Obstacle } from "../shared/task.ts";

/** A notebook as it was read, once. */
export interface NotebookFile {
  /** Where it stands. */
  path: string;
  /** What the file held. */
  bytes: Uint8Array;
  /** The same as a notebook. */
  notebook: Notebook;
}

/** The names that Deno's kernel and this project's have unless the user chose one. */
const names = ["deno", "deno-relay"];

/**
 * Reads a notebook of Deno's kernel, whatever name that was installed under.
 *
 * @param path The file
 * @returns The notebook, and the bytes that it was read from
 * @throws {Obstacle} If the file cannot be read, is no notebook of format 4, or is for another kernel
 */
export async function readNotebook(path: string): Promise<NotebookFile> {
  const bytes = await bytesOf(path);
  const content = contentOf(bytes, path);
  requireFormat(content, path);
  requireKernel(content.metadata, path);
  return { path, bytes, notebook: content as unknown as Notebook };
}

async function bytesOf(path: string): Promise<Uint8Array> {
  try {
    const { isFile } = await Deno.stat(path); // To read a pipe may take for ever.
    if (!isFile) throw new Error("it is no file");
    return await Deno.readFile(path);
  } catch (error) {
    // A link that leads nowhere is there.
    if (!await Deno.lstat(path).catch(() => undefined)) {
      throw new Obstacle(`There is no notebook ${path}`);
    }
    throw new Obstacle(`Cannot read ${path}: ${(error as Error).message}`);
  }
}

function contentOf(bytes: Uint8Array, path: string): Record<string, unknown> {
  try {
    // Broken characters would be saved as question marks.
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return Object(parseJson(text));
  } catch (error) {
    const what = error instanceof TypeError ? "text" : "JSON";
    throw new Obstacle(
      `${path} is not a notebook: its ${what} is broken (${
        (error as Error).message
      })`,
    );
  }
}

function requireFormat(content: Record<string, unknown>, path: string): void {
  const { cells, nbformat, nbformat_minor } = content;
  if (nbformat !== undefined && nbformat !== 4) {
    const advice = Number(nbformat) < 4
      ? ": `jupyter nbconvert --to notebook --inplace` converts it"
      : "";
    throw new Obstacle(
      `${path} has notebook format ${
        JSON.stringify(nbformat)
      }, but 4 is needed${advice}`,
    );
  }
  if (!Array.isArray(cells)) {
    throw new Obstacle(`${path} is not a notebook: it has no cells`);
  }
  if (nbformat === undefined || !Number.isInteger(nbformat_minor)) {
    throw new Obstacle(
      `${path} is not a notebook: its nbformat and nbformat_minor must be whole numbers`,
    );
  }
  const flaw = flawOf(cells);
  if (flaw !== undefined) throw new Obstacle(`${path}, ${flaw}`);
  if (isTooDeep(content.metadata)) {
    throw new Obstacle(
      `${path}: its metadata is nested more than ${deepest} levels deep`,
    );
  }
}

function requireKernel(metadata: unknown, path: string): void {
  const { kernelspec, language_info } = Object(metadata);
  const kernel = kernelspec?.name;
  const language = kernelspec?.language ?? language_info?.name;
  const isOurs = names.includes(`${kernel}`) || language === "typescript";
  if (isOurs && isRecord(metadata)) return;
  const given = kernel === undefined ? "names none" : `is for "${kernel}"`;
  throw new Obstacle(
    `The kernel "deno" is wanted, or another one for TypeScript, and ${path} ${given}`,
  );
}
