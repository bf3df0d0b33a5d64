/**
 * Code in which names are others.
 *
 * @module
 */
import { allIn, type Node, nodesOf } from "../cell/cell_tree.ts";

/** The parts of nodes that are words, and no names of anything declared. */
const words: Record<string, string> = {
  ClassAccessorProperty: "key",
  ClassMethod: "key",
  ClassProperty: "key",
  ExportSpecifier: "exported",
  ImportAttribute: "key",
  ImportSpecifier: "imported",
  MemberExpression: "property",
  MetaProperty: "property",
  ObjectMethod: "key",
  ObjectProperty: "key",
  OptionalMemberExpression: "property",
  TSEnumMember: "id",
  TSImportType: "qualifier",
  TSMethodSignature: "key",
  TSNamedTupleMember: "label",
  TSPropertySignature: "key",
  TSQualifiedName: "right",
};

/**
 * Gives names other ones, wherever they stand in code: their declarations and
 * their uses, and what has the same name in a function.
 *
 * @param code The code
 * @param body Its statements
 * @param names The new names by the old ones
 * @returns The code with the new names
 */
export function renamed(
  code: string,
  body: unknown,
  names: ReadonlyMap<string, string>,
): string {
  const found = new Map<number, { name: string; before: string }>();
  for (const node of nodesOf(body, namesIn)) {
    const name = nameOf(node);
    if (name === undefined || !names.has(name)) continue;
    const { start } = node;
    const before = found.get(start)?.before ?? joint(node);
    found.set(start, { name, before });
  }
  let text = "";
  let from = 0;
  for (const [at, { name, before }] of [...found].sort(([a], [b]) => a - b)) {
    text += code.slice(from, at) + before + names.get(name);
    from = at + name.length;
  }
  return text + code.slice(from);
}

/** What can be a name in a node. */
function namesIn(node: Node): unknown[] {
  return allIn(node, node.computed ? undefined : words[node.type]);
}

/** The name that a node is, or that is a word and a name in one, as in `{ a }`. */
function nameOf(node: Node): string | undefined {
  if (node.type === "Identifier") return node.name;
  return isShort(node) ? (node.key ?? node.imported).name : undefined;
}

function isShort({ type, shorthand, imported, local }: Node): boolean {
  return type === "ImportSpecifier"
    ? imported.start === local.start
    : type === "ObjectProperty" && shorthand;
}

/** What comes between the word and the new name. */
function joint(node: Node): string {
  if (!isShort(node)) return "";
  return node.imported ? `${node.imported.name} as ` : `${node.key.name}: `;
}
