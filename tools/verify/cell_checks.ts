/**
 * Types and lint of the code cells, which Deno's kernel does not look at.
 *
 * @module
 */
import { dirname } from "node:path";
import { syntaxError } from "../kernel/cell/cell_syntax.ts";
import { deno } from "../shared/deno.ts";
import {
  type Cell,
  cellNames,
  codeCells,
  joined,
  mayThrow,
  type Notebook,
} from "../notebook/notebook.ts";
import type { CellModule } from "../notebook/cell_module.ts";
import type { Place } from "../notebook/module_lines.ts";
import { moduleOf } from "../notebook/notebook_module.ts";
import { denoOnModule, filePrefix } from "../notebook/module_file.ts";
import type { Problem } from "./problem.ts";

/**
 * Has Deno type-check and lint the code cells of a notebook under the
 * `deno.json` that applies in its folder. While a cell cannot be parsed, that is
 * all that is found; where one is too long for the parser, nothing can be said,
 * as later cells may use what it declares.
 *
 * @param path The notebook
 * @param notebook What it holds
 * @param right Code whose types are known to be right, by the paths of notebooks
 * @returns Each error, with the message of Deno and its place in a cell
 * @throws {Obstacle} If the notebook's folder cannot be written to
 */
export async function checkCells(
  path: string,
  notebook: Notebook,
  right: ReadonlyMap<string, string> = new Map(),
): Promise<Problem[]> {
  if (!canBeChecked(notebook)) return syntaxProblems(notebook);
  const module = moduleOf(notebook);
  const names = cellNames(notebook);
  const isRight = right.get(path) === module.code;
  return [
    ...isRight ? [] : await typeProblems(path, module, names),
    ...await lintProblems(path, module),
  ];
}

/** Whether each cell can be parsed, or is wrong on purpose. */
export function canBeChecked(notebook: Notebook): boolean {
  return syntaxProblems(notebook).length === 0 &&
    !codeCells(notebook).some(isBeyondParser);
}

/** The command of Deno that checks types. */
export const typeCheck = ["check", "--quiet"];

function isBeyondParser(cell: Cell): boolean {
  const error = syntaxError(joined(cell.source));
  return error !== undefined && error.loc === undefined;
}

function syntaxProblems(notebook: Notebook): Problem[] {
  return codeCells(notebook).flatMap((cell, i) => {
    const error = syntaxError(joined(cell.source));
    // Without a place it is no error: the parser could not follow, Deno's may.
    if (!error?.loc || mayThrow(cell)) return [];
    const { line, column } = error.loc;
    const text = `SyntaxError: ${error.message}`;
    return [{ cell: i + 1, line, column: column + 1, text }];
  });
}

async function typeProblems(
  path: string,
  module: CellModule,
  names: string[],
): Promise<Problem[]> {
  const result = await denoOnModule(typeCheck, path, module);
  if (result.success) return [];
  const found = result.stderr.split(/^(?=TS\d+ \[ERROR\]: |error: )/m)
    .map((text) => text.replace(/^Found \d+ errors\.$/m, "").trim())
    .filter((text) => /^(TS|error: (?!Type checking failed))/.test(text))
    .map((text) => inCells(text, module, names));
  return found.length > 0 ? found : [{ text: result.stderr.trim() }];
}

/** What `deno lint --json` prints; a file that it cannot parse the type checker has told of. */
interface Lint {
  diagnostics: {
    range: { start: { line: number; col: number } };
    message: string;
    code: string;
  }[];
}

/** Rules against what `cellModule` makes of names that are declared again. */
export const rulesOfOneModule = ["no-inner-declarations", "no-redeclare"];

async function lintProblems(
  path: string,
  module: CellModule,
): Promise<Problem[]> {
  const args = ["lint", "--json", `--ext=${module.extension.slice(1)}`, "-"];
  const result = await deno(args, { cwd: dirname(path), input: module.code });
  if (!result.stdout.startsWith("{")) return [{ text: result.stderr.trim() }];
  const { diagnostics }: Lint = JSON.parse(result.stdout);
  return diagnostics.filter(({ code }) => !rulesOfOneModule.includes(code))
    .map(({ code, message, range: { start } }) => ({
      ...module.place(start.line, start.col + 1),
      text: `${code} [lint]: ${message}`,
    }));
}

/** A message in which places in cells stand for those in the module; the first one is the problem's. */
function inCells(
  message: string,
  module: CellModule,
  names: string[],
): Problem {
  let problem: Place | undefined;
  const pattern = new RegExp(
    `^( *)at file:.*/\\${filePrefix}[^/]*:(\\d+):(\\d+)$`,
    "gm",
  );
  const text = message.replace(pattern, (whole, indent, line, column) => {
    const place = module.place(Number(line), Number(column));
    if (!place) return whole;
    if (!problem) {
      problem = place;
      return "";
    }
    return `${indent}at ${
      names[place.cell - 1]
    }, line ${place.line}, column ${place.column}`;
  });
  return { ...problem, text: text.trim() };
}
