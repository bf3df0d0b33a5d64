/**
 * The modules that a cell imports.
 *
 * @module
 */
import { parseCell } from "./cell_syntax.ts";
import { type Node, ofTopLevel } from "./cell_tree.ts";

/** What the declarations at the top of a cell import, types left out. */
export function importedFrom(code: string): string[] {
  return bodyOf(code).filter(isOfValues).map(({ source }) => source.value);
}

/** The same with what `import("…")` names when the cell runs. */
export function importedBy(code: string): string[] {
  if (!/\bimport\b/.test(code)) return []; // Most cells are not read for that.
  const named = [...ofTopLevel(bodyOf(code))].filter(({ type, source }) =>
    type === "ImportExpression" && source.type === "StringLiteral"
  ).map(({ source }) => source.value);
  return [...new Set([...importedFrom(code), ...named])];
}

/** Whether a statement imports something that is there when the cell runs. */
export function isOfValues(statement: Node): boolean {
  return statement.type === "ImportDeclaration" &&
    statement.importKind !== "type";
}

function bodyOf(code: string): Node[] {
  try {
    return parseCell(code).program.body as unknown as Node[];
  } catch {
    return [];
  }
}
