/**
 * Where a reader finds the figures to explore.
 *
 * @module
 */
import { htmlElement } from "./html_element.ts";

/** The start of the id of each heading above a figure to explore. */
const id = "try-it";

/**
 * Puts a heading of its own above each figure that can be explored, and a link to
 * the first one to the top of a page.
 *
 * @param document The page
 * @param below The paragraph below which the link goes, if any
 */
export function announceExplorables(
  document: Document,
  below: Element | undefined,
): void {
  const figures = [...document.querySelectorAll("[data-explorable]")];
  for (const figure of figures) {
    const heading = htmlElement("h3", { id }, "Try it");
    const place = figure.closest(".jp-Cell") ?? figure;
    place.before(htmlElement("div", { class: "words" }, heading));
  }
  if (figures.length > 0) below?.after(linkToExplorable(`#${id}`));
}

/**
 * A link to the figure to explore.
 *
 * @param address Where it is
 * @returns A paragraph
 */
export function linkToExplorable(address: string): HTMLElement {
  const words = "Try it: change the numbers, and the library runs in the page";
  const link = htmlElement("a", { href: address }, words);
  return htmlElement("p", { class: "facts try-it" }, link);
}
