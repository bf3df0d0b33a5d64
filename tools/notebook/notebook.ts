/**
 * What can be known of a notebook without running it.
 *
 * @module
 */

/** A notebook file, as far as this project looks into it (nbformat 4.5). */
export interface Notebook {
  /** The cells, from top to bottom. */
  cells: Cell[];
  /** The kernelspec and the language among others. */
  metadata: {
    kernelspec?: { name: string; display_name?: string; language?: string };
    language_info?: { name: string };
    run?: RunRecord;
  };
}

/** What a notebook was run on; `deno task render` writes it, see tools/notebook/run_record.ts. */
export interface RunRecord {
  /** The version of Deno. */
  deno: string;
  /** The SHA-256 of the sources of its code cells. */
  cells: string;
  /** The SHA-256 of every local file behind the code, by its path from the notebook's folder. */
  files: Record<string, string>;
  /** The SHA-256 of what its cells gave; older records have none. */
  outputs?: string;
}

/** A cell of a notebook. */
export interface Cell {
  /** `markdown` or `code`. */
  cell_type: string;
  /** Its name in the notebook. */
  id?: string;
  /** Its tags among others. */
  metadata?: { tags?: string[] };
  /** Its text, whole or line by line. */
  source: string | string[];
  /** Of a code cell: its place in the order of execution. */
  execution_count?: number | null;
  /** Of a code cell: what it showed. */
  outputs?: Output[];
}

/** Something that a code cell showed. */
export interface Output {
  /** `stream`, `execute_result`, `display_data` or `error`. */
  output_type: string;
  /** Of a stream: `stdout` or `stderr`. */
  name?: string;
  /** Of a stream: what was printed. */
  text?: string | string[];
  /** Of a result or a display: the renderings, by MIME type. */
  data?: Record<string, string | string[]>;
  /** Of a result or a display: the size of a picture and the like. */
  metadata?: Record<string, unknown>;
  /** Of an error: the name of its class. */
  ename?: string;
  /** Of an error: its message. */
  evalue?: string;
}

/** The text of a field that nbformat may have split into lines. */
export function joined(text: string | string[] | undefined): string {
  return Array.isArray(text) ? text.join("") : text ?? "";
}

/** The code cells of a notebook. */
export function codeCells(notebook: Notebook): Cell[] {
  return notebook.cells.filter((cell) => cell.cell_type === "code");
}

/** Whether a run leaves a code cell out and gives it no count, as Jupyter does. */
export function isNotRun(cell: Cell): boolean {
  return isBlank(cell) || hasSkipTag(cell);
}

/** Whether a cell has a tag that nbclient skips. */
export function hasSkipTag(cell: Cell): boolean {
  return cell.metadata?.tags?.includes("skip-execution") ?? false;
}

/** Whether a cell has the tag by which a run goes on behind its error. */
export function mayThrow(cell: Cell): boolean {
  return cell.metadata?.tags?.includes("raises-exception") ?? false;
}

function isBlank(cell: Cell): boolean {
  return joined(cell.source).trim() === "";
}

/**
 * What the code cells of a notebook are called: by the count that each has
 * beside it after a run from the top, as JupyterLab shows it. One that a run
 * passes over has none, and is told by its neighbour.
 *
 * @param notebook The notebook
 * @returns Such as `code cell 2`, for each of its code cells
 */
export function cellNames(notebook: Notebook): string[] {
  let count = 0;
  return codeCells(notebook).map((cell) => {
    if (!isNotRun(cell)) return `code cell ${++count}`;
    const place = count === 0
      ? "before code cell 1"
      : `after code cell ${count}`;
    return `the ${isBlank(cell) ? "blank" : "skipped"} code cell ${place}`;
  });
}
