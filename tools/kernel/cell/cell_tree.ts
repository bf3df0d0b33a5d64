/**
 * The nodes of a cell's tree, and those that run when the cell runs.
 *
 * @module
 */

/** A node of Babel's tree, as far as it is walked. */
export interface Node {
  type: string;
  start: number;
  end: number;
  // deno-lint-ignore no-explicit-any -- each type of node has its own fields
  [key: string]: any;
}

/**
 * The nodes of a tree, each before those in it.
 *
 * @param tree A node, or a list of them
 * @param look What is looked at in a node; all of it if nothing else is said
 */
export function* nodesOf(
  tree: unknown,
  look: (node: Node) => unknown[] = allIn,
): Generator<Node> {
  const waiting: unknown[] = [tree];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (Array.isArray(value)) {
      for (const item of value) waiting.push(item);
    } else if (typeof value === "object" && value !== null && "type" in value) {
      yield value as Node;
      for (const part of look(value as Node)) waiting.push(part);
    }
  }
}

/** All that is in a node, but for comments, what has one name, and what else is no code. */
export function allIn(node: Node, except?: string): unknown[] {
  const parts = [];
  for (const key in node) {
    if (key !== except && !/Comments$|^(loc|extra)$/.test(key)) {
      parts.push(node[key]);
    }
  }
  return parts;
}

/** What runs later, or in another place. */
const inner = /Function|Method|^Class\w*Property$/;

/** All nodes that run when the cell runs: what lies in functions is left out. */
export function ofTopLevel(body: Node[]): IteratorObject<Node> {
  return nodesOf(body, runningIn).filter(({ type }) => !inner.test(type));
}

function runningIn(node: Node): unknown[] {
  if (node.type === "StaticBlock") return [];
  if (!inner.test(node.type)) return allIn(node);
  // A computed name and decorators are worked out where they stand.
  return [node.decorators, node.computed && node.key];
}
