/**
 * Tables that fit on a phone.
 *
 * @module
 */
import { htmlElement } from "./html_element.ts";

/** From how many characters on a cell holds a text that wants some width. */
const longText = 50;

/**
 * Puts every table of the text into a box of its own that scrolls sideways, and
 * marks the cells that would become a tall thin column otherwise.
 *
 * @param document The page
 */
export function fitTables(document: Document): void {
  for (const table of document.querySelectorAll("main table")) {
    const box = htmlElement("div", { class: "scroll" });
    table.replaceWith(box);
    box.append(table);
    for (const cell of table.querySelectorAll("td")) {
      if (cell.textContent.length > longText) cell.classList.add("long");
    }
  }
}
