/**
 * Which expressions give the value of a cell, by the rules of the language.
 *
 * @module
 */
import type { Node } from "./cell_tree.ts";

/** The last statement that is more than a semicolon. */
export function lastOf(statements: Node[]): Node | undefined {
  return statements.findLast(({ type }) => type !== "EmptyStatement");
}

/** What a label or several stand before. */
export function innermost(statement: Node): Node {
  while (statement.type === "LabeledStatement") statement = statement.body;
  return statement;
}

/**
 * The expressions whose value may be that of the statements: those of the last
 * one that has a value, as a declaration has none. Loops are left out.
 */
export function completions(statements: Node[]): Node[] {
  const last = statements.findLastIndex((statement) => !isEmpty(statement));
  return statements.slice(Math.max(last, 0)).flatMap(completionsOf);
}

/** Whether the value is still that of the statement before. */
function isEmpty(statement: Node): boolean {
  switch (statement.type) {
    case "BlockStatement":
    case "LabeledStatement":
      return parts(statement).every(isEmpty);
    case "ExportDefaultDeclaration":
      return isDeclaration(statement.declaration);
    default:
      return isDeclaration(statement) ||
        /^(Empty|Debugger|Break|Continue)Statement$/.test(statement.type);
  }
}

function isDeclaration({ type }: Node): boolean {
  return /Declaration$|^TSDeclareFunction$/.test(type);
}

function completionsOf(statement: Node): Node[] {
  switch (statement.type) {
    case "BlockStatement":
      return completions(statement.body);
    case "IfStatement":
      return parts(statement).flatMap(completionsOf);
    case "TryStatement":
      return parts({ ...statement, finalizer: null }).flatMap(completionsOf);
    default:
      return allIn(statement);
  }
}

/** A `break` may stand behind each of them. */
function allIn(statement: Node): Node[] {
  switch (statement.type) {
    case "ExpressionStatement":
      return [statement.expression];
    case "ExportDefaultDeclaration":
      return isEmpty(statement) ? [] : [statement.declaration];
    default:
      return parts(statement).flatMap(allIn);
  }
}

/** The statements that one is made of, those of loops left out. */
function parts(statement: Node): Node[] {
  const { block, handler, finalizer } = statement;
  switch (statement.type) {
    case "BlockStatement":
      return statement.body;
    case "LabeledStatement":
      return [statement.body];
    case "IfStatement":
      return [statement.consequent, statement.alternate].filter(Boolean);
    case "SwitchStatement":
      return statement.cases.flatMap(({ consequent }: Node) => consequent);
    case "TryStatement":
      return [block, handler?.body, finalizer].filter(Boolean);
    default:
      return [];
  }
}
