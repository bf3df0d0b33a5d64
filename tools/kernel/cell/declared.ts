/**
 * The names that code declares.
 *
 * @module
 */
import { type Node, ofTopLevel } from "./cell_tree.ts";

/** A name where it is declared. */
export interface Declared {
  /** The name. */
  name: string;
  /** Where it stands in the code. */
  start: number;
}

/** What statements at the top of a cell declare there but types, from the left to the right. */
export function declaredIn(body: unknown[]): Declared[] {
  return namesIn(
    (body as Node[]).filter((statement) =>
      !isType(statement.declaration ?? statement)
    ),
  );
}

/** The same with types. */
export function namesIn(body: unknown[]): Declared[] {
  const statements = body as Node[];
  const variables = [...ofTopLevel(statements)].filter(({ type, kind }) =>
    type === "VariableDeclaration" && kind === "var"
  );
  return [...statements, ...variables].flatMap(declaredBy)
    .toSorted((a, b) => a.start - b.start);
}

function declaredBy(statement: Node): Declared[] {
  const declaration: Node = statement.declaration ?? statement;
  const { declarations, specifiers, id } = declaration;
  if (declaration.kind === "global") return []; // What it declares is everywhere.
  if (declaration.type === "VariableDeclaration") {
    return declarations.flatMap(({ id }: Node) => declaredAs(id));
  }
  return declaration.type === "ImportDeclaration"
    ? specifiers.flatMap(({ local }: Node) => declaredAs(local))
    : declaredAs(id);
}

/**
 * Whether nothing is left of a statement when types are taken away.
 *
 * @param statement A statement of the tree
 */
export function isType(statement: { type: string }): boolean {
  return /^TS(Interface|TypeAlias)Declaration$/.test(statement.type) ||
    ("declare" in statement && statement.declare === true);
}

/**
 * The names in a pattern, such as `{ a, b: [c, ...d] }`.
 *
 * @param pattern A node of the tree
 * @returns The names
 */
export function declaredAs(pattern: unknown): Declared[] {
  const node = Object(pattern);
  switch (node.type) {
    case "Identifier":
      return [node];
    case "ObjectPattern":
      return node.properties.flatMap(declaredAs);
    case "ObjectProperty":
      return declaredAs(node.value);
    case "ArrayPattern":
      return node.elements.flatMap(declaredAs);
    case "AssignmentPattern":
      return declaredAs(node.left);
    case "RestElement":
      return declaredAs(node.argument);
    default:
      return [];
  }
}
