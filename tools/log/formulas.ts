/**
 * Formulas in HTML, found as JupyterLab finds them.
 *
 * @module
 */
import { FindTeX } from "mathjax-full/js/input/tex/FindTeX.js";
import { window } from "./dom.ts";
import { htmlElement } from "./html_element.ts";

/** With JupyterLab's settings. */
const finder = new FindTeX({
  inlineMath: [["$", "$"], ["\\(", "\\)"]],
  displayMath: [["$$", "$$"], ["\\[", "\\]"]],
  processEscapes: true,
  processEnvironments: true,
  processRefs: false,
});

const notText =
  "script, noscript, style, textarea, pre, code, math, svg, select, option, .tex";

/**
 * Puts each formula of the HTML that comments `formulas` and `/formulas` enclose
 * into a `.tex` element, whose `data-source` is how it was written. What stands
 * in code stays.
 *
 * @param document The page
 */
export function markFormulas(document: Document): void {
  const { SHOW_COMMENT, SHOW_TEXT } = window.NodeFilter;
  const nodes = document.createTreeWalker(
    document.body,
    SHOW_COMMENT | SHOW_TEXT,
  );
  const texts: Text[] = [];
  let isSought = false;
  while (nodes.nextNode()) {
    const node = nodes.currentNode as CharacterData;
    if (node.nodeType === node.COMMENT_NODE) {
      if (node.data === "formulas") isSought = true;
      if (node.data === "/formulas") isSought = false;
    } else if (isSought && !node.parentElement!.closest(notText)) {
      texts.push(node as Text);
    }
  }
  for (const text of texts) text.replaceWith(...split(text.data));
}

function split(text: string): (HTMLElement | string)[] {
  const parts = [];
  let end = 0;
  for (const found of finder.findMath([text])) {
    parts.push(text.slice(end, found.start.n));
    end = found.end.n!;
    parts.push(
      text.slice(found.start.n, end) === "\\$"
        ? "$"
        : formula(found, text.slice(found.start.n, end)),
    );
  }
  return [...parts, text.slice(end)];
}

function formula(
  { math, display }: { math: string; display: boolean },
  source: string,
): HTMLElement {
  const kind = display ? "tex display" : "tex";
  return htmlElement("span", { class: kind, "data-source": source }, math);
}
