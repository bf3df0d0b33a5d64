/**
 * The tokens of code.
 *
 * @module
 */
// @ts-types="@types/css-tree"
import { parse, walk } from "css-tree";
import style from "./style/code.css" with { type: "text" };

/** The names that the style of code speaks of. */
const styled = new Set<string>();
walk(parse(style), {
  visit: "ClassSelector",
  enter: ({ name }) => styled.add(name),
});

/**
 * Leaves the text of those tokens alone that look like the code around them.
 * nbconvert makes an element of each, blanks and commas too: half of a page's.
 *
 * @param page What contains the cells
 */
export function unwrapPlainTokens(page: ParentNode): void {
  for (const token of page.querySelectorAll(".highlight pre span")) {
    const hasMore = [...token.attributes].some(({ name }) => name !== "class");
    if (hasMore || [...token.classList].some((name) => styled.has(name))) {
      continue;
    }
    token.replaceWith(...token.childNodes);
  }
}
