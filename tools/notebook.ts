/**
 * What can be known of a notebook without running it.
 *
 * @module
 */
import { parseCell, syntaxError } from "./kernel/cell_syntax.ts";

/** A notebook file, as far as this project looks into it (nbformat 4.5). */
export interface Notebook {
  /** The cells, from top to bottom. */
  cells: Cell[];
  /** The kernelspec and the language among others. */
  metadata: {
    kernelspec?: { name: string; display_name?: string; language?: string };
    language_info?: { name: string };
    run?: Stamp;
  };
}

/** What a notebook was run on; `deno task render` writes it, see tools/verify/stamp.ts. */
export interface Stamp {
  /** The version of Deno. */
  deno: string;
  /** The SHA-256 of the sources of its code cells. */
  cells: string;
  /** The SHA-256 of every local file behind the code, by its path from the notebook's folder. */
  files: Record<string, string>;
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

/** What a code cell must show, read off its code. */
export interface Expectation {
  /** From where to where its last statement goes, if that has a value to show. */
  result?: [from: number, to: number];
  /** Whether it prints. */
  prints: boolean;
}

/**
 * Reads off a cell's code what it must show. A cell that ends in an expression
 * shows its value, unless it ends in an assignment, an assertion, a `console`
 * call or a `void`; a cell that has a `console` call prints.
 *
 * @param code The source of the cell
 * @returns What it must show
 * @throws {SyntaxError} If the code cannot be parsed
 */
export function expectation(code: string): Expectation {
  const { program } = parseCell(code);
  const prints = /\bconsole\.\w+\(/.test(code);
  const last = program.body.at(-1);
  if (last?.type !== "ExpressionStatement") return { prints };
  const [from, to] = [last.start!, last.end!];
  const silent = last.expression.type === "AssignmentExpression" ||
    /^(await\s+)?(console\.|assert|void\b)/.test(code.slice(from, to));
  return silent ? { prints } : { prints, result: [from, to] };
}

/**
 * The outputs that a notebook should hold and does not: each hole is told by
 * the count of its code cell, from 1. A cell that shows an error has none.
 *
 * @param notebook The notebook with its outputs
 * @returns The holes, in words
 */
export function holes(notebook: Notebook): string[] {
  return codeCells(notebook).flatMap(({ source, outputs = [] }, i) => {
    const kinds = outputs.map((output) => output.output_type);
    if (kinds.includes("error")) return [];
    const code = joined(source);
    const error = syntaxError(code);
    if (error) {
      // Without a place it is no error: the parser could not follow, Deno's may.
      return error.loc ? [`code cell ${i + 1} cannot be parsed`] : [];
    }
    const { prints, result } = expectation(code);
    const missing = [];
    if (prints && !kinds.includes("stream")) missing.push("what it prints");
    const showsValue = kinds.includes("execute_result") ||
      kinds.includes("display_data"); // a call of Deno.jupyter.display
    if (result && !showsValue) {
      missing.push("the value of its last expression");
    }
    return missing.map((what) => `code cell ${i + 1} lacks ${what}`);
  });
}
