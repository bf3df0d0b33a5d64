/**
 * The syntax of a code cell.
 *
 * @module
 */
import { parse } from "@babel/parser";

/** The syntax tree of a cell. */
export interface CellSyntax {
  /** Its statements. */
  program: ReturnType<typeof parse>["program"];
  /** Whether it is TypeScript with JSX in it. */
  isJsx: boolean;
}

/**
 * Parses a cell as Deno's kernel does: as TypeScript that may have JSX in it, or
 * else as TypeScript alone.
 *
 * @param code The source of the cell
 * @returns Its syntax tree, with a node for each pair of parentheses
 * @throws {SyntaxError} If it is neither, or nested more deeply than the parser can follow
 */
export function parseCell(code: string): CellSyntax {
  try {
    const program = parseWith(code, "typescript", "jsx");
    return { program, isJsx: hasJsx(program) };
  } catch {
    try {
      return { program: parseWith(code, "typescript"), isJsx: false };
    } catch (error) {
      if (error instanceof SyntaxError) throw error;
      throw new SyntaxError("The cell is too long or too deeply nested", {
        cause: error,
      });
    }
  }
}

function hasJsx(program: CellSyntax["program"]): boolean {
  const waiting: unknown[] = [program];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (typeof value !== "object" || value === null) continue;
    if ("type" in value && `${value.type}`.startsWith("JSX")) return true;
    for (const child of Object.values(value)) waiting.push(child);
  }
  return false;
}

function parseWith(
  code: string,
  ...plugins: ("typescript" | "jsx")[]
): CellSyntax["program"] {
  return parse(code, {
    sourceType: "module",
    plugins: [...plugins, "decorators"],
    createParenthesizedExpressions: true,
  }).program;
}

/** What is wrong with the syntax of a cell. */
export interface CellError {
  /** The message of the parser. */
  message: string;
  /** The line, from 1, and the column, from 0; none if the parser gave up. */
  loc?: { line: number; column: number };
}

/**
 * What stops a cell from being parsed.
 *
 * @param code The source of the cell
 * @returns The first error; nothing if there is none
 */
export function syntaxError(code: string): CellError | undefined {
  try {
    parseCell(code);
  } catch (error) {
    return error as CellError;
  }
}
