/**
 * The stamp in a notebook's metadata: what it was run on, as SHA-256 hashes that
 * a fresh clone can make again anywhere. Paths are told from the notebook's
 * folder, with forward slashes, and a checkout that ends lines with CR LF has
 * the hashes of one that ends them with LF.
 *
 * @module
 */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { dirname, relative } from "node:path";
import { isRecord, sortedByKey } from "../shared/json.ts";
import {
  type Cell,
  cellNames,
  codeCells,
  isPassedOver,
  joined,
  type Notebook,
  type Stamp,
} from "./notebook.ts";
import { localFiles } from "./local_files.ts";

/**
 * What a stamp says of a notebook. `FRESH`: it was run on what is there now.
 * `STALE`: something has changed since. `HOLLOW`: there is a stamp without a run
 * behind it, as cells were not run. `UNSTAMPED`: there is no stamp.
 */
export type State = "FRESH" | "STALE" | "HOLLOW" | "UNSTAMPED";

/**
 * Makes the stamp of a notebook as it is now.
 *
 * @param path The notebook
 * @param notebook What it holds
 * @returns The stamp
 * @throws {Obstacle} If Deno cannot follow the notebook's imports
 */
export async function makeStamp(
  path: string,
  notebook: Notebook,
): Promise<Stamp> {
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

function sha256(text: string, encoding: "utf8" | "latin1" = "utf8"): string {
  return createHash("sha256").update(text, encoding).digest("hex");
}

/**
 * The text of a notebook file with a stamp in it, written as Jupyter writes it:
 * keys in order, sources line by line.
 *
 * @param run The notebook as a run left it
 * @param stamp Its stamp
 * @returns The text
 */
export function stamped(run: Notebook, stamp: Stamp): string {
  const cells = run.cells.map(inLines);
  const metadata = { ...run.metadata, run: stamp };
  const notebook = sortedByKey({ ...run, cells, metadata });
  notebook.metadata.run = stamp; // in an order of its own
  return `${JSON.stringify(notebook, null, 1)}\n`;
}

function inLines(cell: Cell): Cell {
  const { metadata = {}, source } = cell;
  const lines = Array.isArray(source)
    ? source
    : source.match(/[^\n]*\n|[^\n]+/g);
  return { ...cell, metadata, source: lines ?? [] };
}

/**
 * The state of a notebook.
 *
 * @param notebook The notebook as it is stored
 * @param now The stamp that it would get now
 * @returns Its state, and why it is not fresh
 */
export function stateOf(
  notebook: Notebook,
  now: Stamp,
): { state: State; why: string[] } {
  const stored = notebook.metadata.run;
  if (!isRecord(stored?.files)) return { state: "UNSTAMPED", why: [] };
  const missing = notRun(notebook);
  const why = [...missing, ...changesSince(stored, now)];
  if (missing.length > 0) return { state: "HOLLOW", why };
  return { state: why.length > 0 ? "STALE" : "FRESH", why };
}

function notRun(notebook: Notebook): string[] {
  const names = cellNames(notebook);
  return codeCells(notebook).flatMap((cell, i) =>
    cell.execution_count || isPassedOver(cell)
      ? []
      : [`${names[i]} was not run`]
  );
}

function changesSince(stored: Stamp, now: Stamp): string[] {
  const [before, after] = [stored.files, now.files];
  const files = Object.keys({ ...before, ...after })
    .filter((name) => before[name] !== after[name])
    .map((name) => {
      if (before[name] === undefined) return `${name} is new`;
      return `${name} ${after[name] === undefined ? "is gone" : "has changed"}`;
    });
  const cells = stored.cells === now.cells ? [] : ["the cells have changed"];
  return [...cells, ...files];
}
