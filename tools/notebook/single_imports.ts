/**
 * An import statement taken apart.
 *
 * @module
 */
import type { Statement } from "./declared_names.ts";

/** An import statement of a cell. */
export type Import = Extract<Statement, { type: "ImportDeclaration" }>;

/** One name that an import statement brings. */
export interface SingleImport {
  /** The name; none if the module is imported for its effect alone. */
  name?: string;
  /** A statement that imports this name alone, on one line. */
  text: string;
  /** The line of the name in the cell, from 1. */
  line: number;
  /** The column of the name, from 1. */
  column: number;
}

/**
 * Takes an import statement apart, so that each name has a statement of its own.
 *
 * @param source The source of the cell
 * @param statement The import statement in it
 * @returns One import for each name
 */
export function singleImports(
  source: string,
  statement: Import,
): SingleImport[] {
  const from = source.slice(statement.source.start!, statement.end!)
    .replaceAll("\n", " ");
  if (statement.specifiers.length === 0) {
    return [{ text: `import ${from}`, ...placeOf(statement) }];
  }
  const keyword = statement.importKind === "type" ? "import type" : "import";
  return statement.specifiers.map((specifier) => {
    const words = source.slice(specifier.start!, specifier.end!)
      .replaceAll("\n", " ");
    const named = specifier.type === "ImportSpecifier" ? `{ ${words} }` : words;
    return {
      name: specifier.local.name,
      text: `${keyword} ${named} from ${from}`,
      ...placeOf(specifier),
    };
  });
}

function placeOf(
  node: Pick<Import, "loc">,
): { line: number; column: number } {
  const { line, column } = node.loc!.start;
  return { line, column: column + 1 };
}
