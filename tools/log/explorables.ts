/**
 * Where a reader finds the figures to explore.
 *
 * @module
 */
import { htmlElement } from "./html_element.ts";

/** The start of the id of each heading above a figure to explore. */
const id = "try-it";

/** What stands above a figure, and what a link to it says, by its attribute. */
const invitations = {
  "data-training": {
    heading: "Train it yourself",
    link: "Train it yourself: a small model learns in the page while you watch",
  },
  "data-explorable": {
    heading: "Try it",
    link: "Try it: change the numbers, and the library runs in the page",
  },
};

const figuresToExplore = Object.keys(invitations)
  .map((name) => `[${name}]`).join();

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
  const figures = [...document.querySelectorAll(figuresToExplore)];
  for (const figure of figures) {
    const heading = htmlElement("h3", { id }, invitationTo(figure).heading);
    const place = figure.closest(".jp-Cell") ?? figure;
    place.before(htmlElement("div", { class: "words" }, heading));
  }
  if (figures.length > 0) {
    below?.after(linkToExplorable(`#${id}`, invitationTo(figures[0]!).link));
  }
}

function invitationTo(figure: Element): { heading: string; link: string } {
  const [, invitation] = Object.entries(invitations)
    .find(([name]) => figure.hasAttribute(name))!;
  return invitation;
}

/**
 * A link to the figure to explore.
 *
 * @param address Where it is
 * @param words What the link says
 * @returns A paragraph
 */
export function linkToExplorable(address: string, words: string): HTMLElement {
  const link = htmlElement("a", { href: address }, words);
  return htmlElement("p", { class: "facts try-it" }, link);
}
