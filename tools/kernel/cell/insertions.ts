/**
 * What is written into the code of a cell.
 *
 * @module
 */
import { inside } from "../inside.ts";
import type { Node } from "./cell_tree.ts";

/** A text and the place in the cell that it is written to. */
export type Insertion = [at: number, text: string];

/** Puts a node into a call of one of the functions that the relay has {@linkcode inside}. */
export function wrapInCall(
  node: Node,
  name: string,
  first: string,
): Insertion[] {
  // The blank ends a word like `await`; the second pair of parentheses makes one
  // value of `1, 2`.
  return [
    [node.start, ` ${inside.name}.${name}(${first}, (`],
    [node.end, "))"],
  ];
}

/** How many of the calls that are written stand one in another. */
export function depthOf(insertions: Insertion[]): number {
  let depth = 0;
  const depths = insertions.map(([, text]) => {
    if (text.endsWith("(")) depth++;
    else if (text === "))") depth--;
    return depth;
  });
  return depths.reduce((most, depth) => Math.max(most, depth), 0);
}

/** The code with what is written into it. */
export function withInsertions(code: string, insertions: Insertion[]): string {
  let prepared = "";
  let from = 0;
  for (const [at, text] of insertions) {
    prepared += code.slice(from, at) + text;
    from = at;
  }
  return prepared + code.slice(from);
}
