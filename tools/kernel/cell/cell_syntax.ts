/**
 * The syntax of a code cell.
 *
 * @module
 */
import { parse, type ParserPlugin } from "@babel/parser";
import { nodesOf } from "./cell_tree.ts";
import { placeAt } from "./lines.ts";

/** The syntax tree of a cell. */
export interface CellSyntax {
  /** Its statements. */
  program: ReturnType<typeof parse>["program"];
  /** Whether it is TypeScript with JSX in it. */
  isJsx: boolean;
  /** What it is written in, with its comments. */
  tokens: readonly { start: number; end: number }[];
  /** What is wrong with it, though it has a tree; Deno may find nothing wrong. */
  errors: readonly ParseError[];
}

/** What is wrong with the syntax of a cell. */
export interface CellError {
  /** The message of the parser. */
  message: string;
  /** The line, from 1, and the column, from 0; none if the parser gave up. */
  loc?: { line: number; column: number };
}

/** The same as the parser says it: it takes line separators for line breaks. */
interface ParseError {
  message: string;
  pos?: number;
  reasonCode?: string;
}

/** What Deno takes, or leaves to the type checker or to earlier cells. */
const taken = new Set([
  "InlineModuleDeclarationMustUseString",
  "ModuleExportUndefined",
  "OverrideNotInSubClass",
  "TypeImportCannotSpecifyDefaultAndNamed",
]);

/** Syntax that the parser knows if it is told. */
const plugins: ParserPlugin[] = [
  "typescript",
  "decorators",
  "decoratorAutoAccessors",
  "deferredImportEvaluation",
  "sourcePhaseImports",
];

/**
 * Parses a cell as Deno's kernel does: as TypeScript that may have JSX in it, or
 * else as TypeScript alone.
 *
 * @param code The source of the cell
 * @returns Its syntax tree, with a node for each pair of parentheses
 * @throws {SyntaxError} If it has no tree, or is nested more deeply than the parser can follow
 */
export function parseCell(code: string): CellSyntax {
  const trees: CellSyntax[] = [];
  let reason: unknown;
  for (const isJsx of [true, false]) {
    try {
      const tree = parseWith(code, isJsx);
      if (tree.errors.length === 0) return tree;
      trees.push(tree);
    } catch (error) {
      reason = error;
    }
  }
  trees.sort((a, b) => a.errors.length - b.errors.length);
  if (trees[0]) return trees[0];
  if (reason instanceof SyntaxError) throw reason;
  throw new SyntaxError("The cell is too long or too deeply nested", {
    cause: reason,
  });
}

function parseWith(code: string, isJsx: boolean): CellSyntax {
  const { program, tokens, errors } = parse(code, {
    sourceType: "module",
    plugins: isJsx ? [...plugins, "jsx"] : plugins,
    createParenthesizedExpressions: true,
    errorRecovery: true,
    tokens: true,
  });
  return {
    program,
    isJsx: isJsx && hasJsx(program),
    tokens: tokens as CellSyntax["tokens"],
    errors: (errors ?? []) as ParseError[],
  };
}

function hasJsx(program: CellSyntax["program"]): boolean {
  return nodesOf(program).some(({ type }) => type.startsWith("JSX"));
}

/**
 * What is wrong with a cell for Deno as well.
 *
 * @param code The source of the cell
 * @returns The first error; nothing if there is none
 */
export function syntaxError(code: string): CellError | undefined {
  const error = firstError(code);
  if (!error) return undefined;
  const { pos } = error;
  const message = error.message.replace(/ \(\d+:\d+\)$/, "");
  if (pos === undefined) return { message };
  return { message: named(message), loc: placeAt(code, pos) };
}

function firstError(code: string): ParseError | undefined {
  try {
    return parseCell(code).errors.find(({ reasonCode = "" }) =>
      !taken.has(reasonCode)
    );
  } catch (error) {
    return error as ParseError;
  }
}

/** The message with the name of a character that nobody sees. */
function named(message: string): string {
  return message.replace(
    /^Unexpected character '([\p{C}\p{Z}])'/u,
    (_, character) => {
      const code = character.codePointAt(0)!.toString(16).toUpperCase();
      return `An invisible character U+${code.padStart(4, "0")}`;
    },
  );
}
