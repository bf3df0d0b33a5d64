/**
 * What a cell declares for the cells after it.
 *
 * @module
 */
import type { CellSyntax } from "../kernel/cell/cell_syntax.ts";
import { declaredAs } from "../kernel/cell/declared.ts";

/** A statement of a cell. */
export type Statement = CellSyntax["program"]["body"][number];

/**
 * The names that a statement declares and that a later cell may declare again:
 * constants, variables, functions, classes, enums, types. Neither imports, which
 * {@linkcode repeatedImports} takes, nor a `var`, which the kernel refuses too.
 *
 * @param statement A statement at the top of a cell
 * @returns The names
 */
export function declaredNames(statement: Statement): string[] {
  const declaration = statement.type === "ExportNamedDeclaration"
    ? statement.declaration
    : statement;
  if (declaration?.type === "VariableDeclaration") {
    if (declaration.kind === "var") return [];
    return declaration.declarations.flatMap(({ id }) => namesIn(id));
  }
  if (declaration && "id" in declaration) return namesIn(declaration.id);
  return [];
}

function namesIn(pattern: unknown): string[] {
  return declaredAs(pattern).map(({ name }) => name);
}
