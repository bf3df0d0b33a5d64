/**
 * Formulas, typeset before anybody opens the page.
 *
 * @module
 */
import katex from "katex";
import { Obstacle } from "../shared/task.ts";

/**
 * Typesets every `.tex` element: as MathML for those who hear or copy it, and
 * as HTML for those who see it. What a formula defines with `\gdef` holds in
 * those that follow. A wrong one that was found in HTML, where a dollar may be
 * money, stays as it was written.
 *
 * @param document The page
 * @param notebook What to call the notebook if a formula is wrong
 * @throws {Obstacle} If a formula is wrong
 */
export function typesetMathematics(document: Document, notebook: string): void {
  const macros = {};
  for (const place of document.querySelectorAll(".tex")) {
    const displayMode = place.classList.contains("display");
    const tex = place.textContent;
    try {
      place.innerHTML = katex.renderToString(tex, {
        displayMode,
        macros,
        maxSize: 100,
        strict: "ignore",
        trust: false,
      });
    } catch (error) {
      if (!(error instanceof katex.ParseError)) throw error;
      const written = place.getAttribute("data-source");
      if (written !== null) {
        place.replaceWith(written);
        continue;
      }
      throw new Obstacle(
        `Cannot typeset a formula of ${notebook}: ${tex.trim()}\n${error.message}`,
      );
    }
    place.removeAttribute("data-source");
  }
}

/**
 * The text of an element in one line, its formulas in plain characters.
 *
 * @param place The element
 * @returns Such as `−η⋅sign(g)` for `$-\eta \cdot \text{sign}(g)$`
 */
export function plainText(place: Element): string {
  const copy = place.cloneNode(true) as Element;
  for (const formula of copy.querySelectorAll(".katex")) {
    formula.querySelector("annotation")?.remove();
    formula.replaceWith(formula.querySelector("math")?.textContent ?? "");
  }
  copy.querySelector(".anchor-link")?.remove();
  return copy.textContent.replace(/\s+/g, " ").trim();
}
