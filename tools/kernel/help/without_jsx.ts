/**
 * Code with JSX as TypeScript alone, in which all else keeps its place.
 *
 * @module
 */
import { type Node, nodesOf } from "../cell/cell_tree.ts";

/** A value of which nothing is known, as nothing declares it: one character, so that it fits. */
const unknown = "ꙮ";

/**
 * Writes for an element, such as `<p a={x}>b</p>`, the expressions in it and
 * behind them a value of any type, in parentheses: `(     x,     ꙮ)`.
 *
 * @param code The code
 * @param body Its statements
 * @returns Code of the same length, with the same line breaks
 */
export function withoutJsx(code: string, body: unknown): string {
  const inner = new Set<Node>();
  const units = code.split("");
  for (const node of nodesOf(body)) {
    const { type, start, end } = node;
    if (/^JSX(Element|Fragment)$/.test(type) && !inner.has(node)) {
      for (let i = start; i < end; i++) {
        if (!/[\n\r]/.test(units[i]!)) units[i] = " ";
      }
      units[start] = "(";
      units[end - 2] = unknown;
      units[end - 1] = ")";
    }
    if (!type.startsWith("JSX")) continue;
    for (const part of [...node.children ?? [], node.value]) inner.add(part);
    const expression = node.expression ?? node.argument;
    if (!expression || expression.type === "JSXEmptyExpression") continue;
    for (let i = expression.start; i < expression.end; i++) units[i] = code[i]!;
    units[end - 1] = ",";
  }
  return units.join("");
}
