/**
 * The two things that the relay writes into a cell before Deno gets it.
 *
 * @module
 */
import { parse } from "@babel/parser";
import { inside } from "./inside.ts";

/** A node of Babel's tree, as far as it is walked. */
interface Node {
  type: string;
  start: number;
  end: number;
  [key: string]: unknown;
}

/**
 * Hands the value of the last expression to `shown`, and each value that the
 * top level awaits to `stoppable`, see {@linkcode inside}. What the code does and
 * gives stays the same, and so do its lines. Code that is not understood is
 * returned as it is.
 *
 * @param code The code of a cell
 * @param number The number by which the cell can be stopped
 * @returns The code to be run
 */
export function preparedCode(code: string, number: number): string {
  const insertions: [at: number, text: string][] = [];
  const handTo = (call: string, { start, end }: Node) =>
    insertions.push([start, `${inside.name}.${call}`], [end, ")"]);
  try {
    const { body } = parse(code, {
      sourceType: "module",
      plugins: ["typescript"],
      createParenthesizedExpressions: true,
    }).program as unknown as { body: Node[] };
    const last = body.at(-1);
    if (last?.type === "ExpressionStatement") {
      handTo("shown(", last.expression as Node);
    }
    for (const node of ofTopLevel(body)) {
      if (node.type === "AwaitExpression") {
        handTo(`stoppable(${number}, `, node.argument as Node);
      }
      if (node.type === "ForOfStatement" && node.await) {
        handTo(`stoppableItems(${number}, `, node.right as Node);
      }
    }
  } catch (error) {
    if (error instanceof SyntaxError) return code;
    throw error;
  }
  return withInsertions(code, insertions);
}

/** All nodes that run when the cell runs: what lies in functions is left out. */
function* ofTopLevel(value: unknown): Generator<Node> {
  if (Array.isArray(value)) {
    for (const item of value) yield* ofTopLevel(item);
  } else if (typeof value === "object" && value !== null && "type" in value) {
    const node = value as Node;
    if (/Function|Method/.test(node.type)) return;
    yield node;
    for (const child of Object.values(node)) yield* ofTopLevel(child);
  }
}

/** Texts for the same place stay in their order: an outer call opens first. */
function withInsertions(
  code: string,
  insertions: [at: number, text: string][],
): string {
  let prepared = "";
  let from = 0;
  const inOrder = insertions.toSorted(([a], [b]) => a - b);
  for (const [at, text] of inOrder) {
    prepared += code.slice(from, at) + text;
    from = at;
  }
  return prepared + code.slice(from);
}
