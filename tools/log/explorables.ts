/**
 * Where a reader finds the figures to explore.
 *
 * @module
 */
import { htmlElement } from "./html_element.ts";

/** The start of the id of each heading above a figure to explore. */
const id = "try-it";

const toExplore = "[data-training], [data-explorable]";

/** What a link to a figure says in which the reader trains. */
export const trainingLink =
  "Train it yourself: a small model learns in the page while you watch";

/** What stands above a figure, and what a link to it says. */
const invitations = {
  training: { heading: "Train it yourself", link: trainingLink },
  replay: {
    heading: "Watch it train",
    link: "Watch it train: go through a stored training step by step",
  },
  numbers: {
    heading: "Try it",
    link: "Try it: change the numbers, and the library runs in the page",
  },
};

/**
 * Puts a heading of its own above the figures that can be explored, and above the
 * words that lead up to it if they have none, and a link to the first one to the
 * top of a page.
 *
 * @param document The page
 * @param below The paragraph below which the link goes, if any
 */
export function announceExplorables(
  document: Document,
  below: Element | undefined,
): void {
  const figures = [...document.querySelectorAll(toExplore)];
  for (const figure of figures) {
    const first = leadOf(figure.closest(".jp-Cell") ?? figure);
    // One right after another belongs to it.
    if (first.previousElementSibling?.querySelector(toExplore)) continue;
    const heading = htmlElement("h3", { id }, invitationTo(figure).heading);
    first.before(htmlElement("div", { class: "words" }, heading));
  }
  if (figures.length > 0) {
    below?.after(linkToExplorable(`#${id}`, invitationTo(figures[0]!).link));
  }
}

/** The text cell right before the cell of a figure, if it has no heading; else the cell. */
function leadOf(cell: Element): Element {
  const before = cell.previousElementSibling;
  const isLead = before?.matches(".cell.words") &&
    !before.querySelector("h1, h2, h3, h4, h5, h6");
  return isLead ? before! : cell;
}

function invitationTo(figure: Element): { heading: string; link: string } {
  const training = figure.getAttribute("data-training");
  if (training === null) return invitations.numbers;
  // What is stored of a training, and no settings, has the places of rows.
  return /"places":/.test(training) ? invitations.replay : invitations.training;
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
