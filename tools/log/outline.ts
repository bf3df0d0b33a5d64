/**
 * The way through a page.
 *
 * @module
 */
import { htmlElement } from "./html_element.ts";
import { plainText } from "./mathematics.ts";

/**
 * Gives every heading of the text an id of its own and a link to itself, and
 * lists those below the title in the page's `<nav>`, which goes if there are
 * none.
 *
 * @param document The page
 */
export function outline(document: Document): void {
  const taken = new Set<string>();
  const headings = [...document.querySelectorAll(".words :is(h1, h2, h3)[id]")];
  for (const heading of headings) {
    heading.id = unused(heading.id, taken);
    const link = heading.querySelector(".anchor-link") ??
      htmlElement("a", { class: "anchor-link" }, "#");
    heading.append(link);
    link.setAttribute("href", `#${heading.id}`);
    link.setAttribute("aria-label", `Link to: ${plainText(heading)}`);
  }
  const nav = document.querySelector("nav.contents")!;
  const title = document.querySelector("h1");
  const entries = headings.filter((heading) => heading !== title);
  if (entries.length === 0) return nav.remove();
  nav.append(
    htmlElement(
      "details",
      {},
      htmlElement("summary", {}, "Contents"),
      htmlElement("ol", {}, ...entries.map(entry)),
    ),
  );
}

function unused(id: string, taken: Set<string>): string {
  let free = id;
  for (let i = 2; taken.has(free); i++) free = `${id}-${i}`;
  taken.add(free);
  return free;
}

function entry(heading: Element): HTMLElement {
  const words = heading.cloneNode(true) as Element;
  words.querySelector(".anchor-link")!.remove();
  const link = htmlElement(
    "a",
    { href: `#${heading.id}` },
    ...words.childNodes,
  );
  return htmlElement("li", { class: heading.localName }, link);
}
