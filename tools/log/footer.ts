/**
 * What stands under every page: how it was made, and how to cite it.
 *
 * @module
 */
import { asBibTeX, asText, type Citation } from "./citation.ts";
import { htmlElement } from "./html_element.ts";
import type { Fact } from "./provenance.ts";
import { utc } from "./utc.ts";

/** What the footers of a project say. */
export interface About {
  /** What the page was made of and with. */
  facts: Fact[];
  /** When it was made. */
  rendered: Date;
  /** How to cite the project. */
  citation: Citation;
}

/**
 * Fills the footer of a page, and the link to the project's pages at its top.
 *
 * @param document The page
 * @param about What to say
 */
export function addFooter(
  document: Document,
  { facts, rendered, citation }: About,
): void {
  document.querySelector(".home")!.textContent = citation.title;
  document.querySelector("footer")!.append(
    htmlElement("h2", {}, "How this page was made"),
    htmlElement(
      "dl",
      {},
      htmlElement("dt", {}, "Rendered"),
      htmlElement("dd", {}, time(rendered)),
      ...facts.flatMap(([about, says]) => [
        htmlElement("dt", {}, about),
        htmlElement("dd", {}, says),
      ]),
    ),
    htmlElement("h2", {}, "How to cite it"),
    copyable("p", "citation", asText(citation)),
    copyable("pre", "BibTeX entry", asBibTeX(citation)),
  );
}

function time(date: Date): HTMLElement {
  return htmlElement("time", { datetime: date.toISOString() }, utc(date));
}

/** The page's script puts a button beside it. */
function copyable(name: string, what: string, text: string): HTMLElement {
  const words = htmlElement(name, {}, text);
  return htmlElement("div", { class: "copyable", "data-copy": what }, words);
}
