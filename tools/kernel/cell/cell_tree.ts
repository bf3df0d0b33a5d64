/**
 * What of a cell's tree runs when the cell runs.
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

/** What runs later, or in another place. */
const inner = /Function|Method|^Class\w*Property$/;

/** All nodes that run when the cell runs: what lies in functions is left out. */
export function* ofTopLevel(body: Node[]): Generator<Node> {
  const waiting: unknown[] = [body];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (Array.isArray(value)) {
      for (const item of value) waiting.push(item);
    } else if (typeof value === "object" && value !== null && "type" in value) {
      const node = value as Node;
      if (inner.test(node.type)) {
        // A computed name and decorators are worked out where they stand.
        waiting.push(node.decorators);
        if (node.computed) waiting.push(node.key);
        continue;
      }
      yield node;
      if (node.type === "StaticBlock") continue;
      for (const [key, child] of Object.entries(node)) {
        if (!/Comments$|^(loc|extra)$/.test(key)) waiting.push(child);
      }
    }
  }
}
