/**
 * Style rules that load nothing.
 *
 * @module
 */
// @ts-types="@types/css-tree"
import { type CssNode, generate, parse, walk } from "css-tree";

/** At-rules that only choose when rules hold, or say how something moves. */
const harmless = /^(media|supports|container|layer|scope|(-\w+-)?keyframes)$/i;

/** Functions that can name an address in a plain string. */
const loading = /^(-\w+-)?(image|image-set|src|cross-fade)$/i;

/**
 * Leaves out of style rules what could name something to load, and what no
 * parser understands.
 *
 * @param css The rules of a `<style>`, or the declarations of an attribute
 * @param context Which of the two
 * @returns What is left
 */
export function cleanStyle(
  css: string,
  context: "stylesheet" | "declarationList",
): string {
  const tree = parse(css, { context, parseCustomProperty: true });
  walk(tree, (node, item, list) => {
    const isOut = node.type === "Raw" || node.type === "CDO" ||
      node.type === "CDC" ||
      node.type === "Atrule" && !harmless.test(node.name) ||
      node.type === "Declaration" && mayLoad(node);
    if (isOut && list) list.remove(item);
  });
  return generate(tree);
}

function mayLoad(declaration: CssNode): boolean {
  let found = false;
  walk(declaration, (node) => {
    found ||= node.type === "Raw" ||
      node.type === "Url" && !/^(#|data:image\/)/i.test(node.value) ||
      // An escape can spell any name.
      node.type === "Function" && (loading.test(node.name) ||
          node.name.includes("\\")) ||
      node.type === "Declaration" && node.property.includes("\\");
  });
  return found;
}
