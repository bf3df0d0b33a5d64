/**
 * The record of a run in a notebook's metadata: what it was run on, as SHA-256
 * hashes that a fresh clone can make again anywhere. Paths are told from the notebook's
 * folder, with forward slashes, and a checkout that ends lines with CR LF has
 * the hashes of one that ends them with LF.
 *
 * @module
 */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { dirname, relative } from "node:path";
import { sortedByKey } from "../shared/json.ts";
import {
  type Cell,
  codeCells,
  joined,
  type Notebook,
  type RunRecord,
} from "./notebook.ts";
import { localFiles } from "./local_files.ts";

/**
 * Makes the record that a run of a notebook would get now.
 *
 * @param path The notebook
 * @param notebook What it holds
 * @returns The record
 * @throws {Obstacle} If Deno cannot follow the notebook's imports
 */
export async function makeRecord(
  path: string,
  notebook: Notebook,
): Promise<RunRecord> {
  const sources = codeCells(notebook).map((cell) => joined(cell.source));
  const files: Record<string, string> = {};
  for (const file of await localFiles(path, notebook)) {
    const name = relative(dirname(path), file).replaceAll("\\", "/");
    const bytes = await readFile(file, "latin1").catch(() => undefined);
    if (bytes === undefined) continue; // the compiler tells of an import without a file
    files[name] = sha256(bytes.replaceAll("\r\n", "\n"), "latin1");
  }
  return {
    deno: Deno.version.deno,
    cells: sha256(JSON.stringify(sources)),
    files: sortedByKey(files),
  };
}

/**
 * Tells the outputs of a notebook from all others, whatever editor has saved
 * them: texts may stand in lines, keys in any order.
 *
 * @param notebook The notebook
 * @returns The SHA-256 of its outputs
 */
export function outputsHash(notebook: Notebook): string {
  const outputs = codeCells(notebook).map((cell) => cell.outputs ?? []);
  const isText = (value: unknown): value is string[] =>
    Array.isArray(value) && value.length > 0 &&
    value.every((line) => typeof line === "string");
  return sha256(
    JSON.stringify(
      sortedByKey(outputs),
      (_, value) => isText(value) ? value.join("") : value,
    ),
  );
}

function sha256(text: string, encoding: "utf8" | "latin1" = "utf8"): string {
  return createHash("sha256").update(text, encoding).digest("hex");
}

/**
 * The text of a notebook file with the record of its run, written as Jupyter writes it:
 * keys in order, sources line by line.
 *
 * @param run The notebook as a run left it
 * @param record The record
 * @returns The text
 */
export function withRecord(run: Notebook, record: RunRecord): string {
  const cells = run.cells.map(inLines);
  const whole = { ...record, outputs: outputsHash(run) };
  const metadata = { ...run.metadata, run: whole };
  const notebook = sortedByKey({ ...run, cells, metadata });
  notebook.metadata.run = whole; // in an order of its own
  return `${JSON.stringify(notebook, null, 1)}\n`;
}

function inLines(cell: Cell): Cell {
  const { metadata = {}, source } = cell;
  const lines = Array.isArray(source)
    ? source
    : source.match(/[^\n]*\n|[^\n]+/g);
  return { ...cell, metadata, source: lines ?? [] };
}
