/**
 * The code cells of a notebook as one module that the compiler can read, with a
 * way back from its lines to the cells.
 *
 * @module
 */
import { parseCell } from "../kernel/cell/cell_syntax.ts";
import { declaredNames, type Statement } from "./declared_names.ts";
import {
  asLines,
  blank,
  inTryBlocks,
  type Line,
  type Place,
  type Range,
} from "./module_lines.ts";
import { singleImports } from "./single_imports.ts";

/** All code of a notebook as one module. */
export interface CellModule {
  /** Its text. */
  code: string;
  /** What kind of file it is. */
  extension: ".ts" | ".tsx";
  /** Where a line and column of it, from 1, come from; nowhere if they stand between the cells. */
  place(line: number, column: number): Place | undefined;
}

/** A code cell to put into a module. */
export interface CellSource {
  /** Its code. */
  source: string;
  /** Whether the cells below it run even if it throws. */
  mayThrow?: boolean;
}

/**
 * Puts code cells together to one module, each as it stands.
 *
 * A cell may declare again what an earlier cell declared, as Deno's kernel
 * allows: from there on the cells stand in a block of their own, in which the
 * new declaration hides the old one. Imports cannot stand in a block and move to
 * the end of the module, and what was imported before is imported once.
 * Below a cell that may throw all can be reached.
 *
 * @param sources The code cells
 * @returns The module
 * @throws {SyntaxError} If a cell cannot be parsed
 */
export function cellModule(sources: CellSource[]): CellModule {
  const cells = sources.map(({ source }) => parseCell(source));
  const lines: Line[] = [];
  const imports: Line[] = [];
  const declared = new Set<string>();
  const imported = new Map<string, string>();
  let depth = 0;
  for (const [i, { program }] of cells.entries()) {
    const cell = i + 1;
    const names = program.body.flatMap(declaredNames);
    if (names.some((name) => declared.has(name) || imported.has(name))) {
      lines.push({ text: "{" });
      depth++;
    }
    const { source, mayThrow = false } = sources[i]!;
    let text = source;
    for (const statement of program.body) {
      if (statement.type === "ImportDeclaration") {
        const singles = singleImports(source, statement);
        const fresh = singles.filter(({ name, text }) =>
          name === undefined || imported.get(name) !== text
        );
        for (const { name, text } of fresh) {
          if (name !== undefined) imported.set(name, text);
        }
        if (depth === 0 && fresh.length === singles.length) continue;
        imports.push(...fresh.map((single) => ({ ...single, cell })));
        text = blank(text, statement);
      } else if (depth > 0) text = blank(text, exportKeyword(statement));
    }
    for (const name of names) declared.add(name);
    lines.push(
      ...(mayThrow ? inTryBlocks(text, program.body) : asLines(text))
        .map((line) => line.line === undefined ? line : { ...line, cell }),
      // Keeps an expression without a semicolon apart from the next cell.
      { text: "void 0;" },
    );
  }
  lines.push({ text: "}".repeat(depth) }, ...imports);
  return {
    code: lines.map((line) => line.text).join("\n"),
    extension: cells.some((cell) => cell.isJsx) ? ".tsx" : ".ts",
    place(at, column) {
      const { cell, line, column: named } = lines[at - 1] ?? {};
      if (cell === undefined || line === undefined) return undefined;
      return { cell, line, column: named ?? column };
    },
  };
}

/** Where the word `export` stands, which a block does not allow. */
function exportKeyword(statement: Statement): Range {
  const isExport = statement.type === "ExportNamedDeclaration";
  const start = statement.start!;
  return {
    start,
    end: isExport ? statement.declaration?.start ?? start : start,
  };
}
