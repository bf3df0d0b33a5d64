/**
 * The way from a log to the one before it and the one after.
 *
 * @module
 */
import { readPage } from "./dom.ts";
import { htmlElement } from "./html_element.ts";
import type { Log } from "./index_page.ts";

/** The place in a page for the links to its neighbours, which are not known yet. */
export function neighbours(): HTMLElement {
  return htmlElement("div", { class: "neighbours" });
}

/**
 * Writes the links to its neighbours into the page of each log.
 *
 * @param logs The logs, in their order
 * @returns The same logs with those links, in place of what stood there
 */
export function withNeighbours(logs: Log[]): Log[] {
  const titles = logs.map(({ html }) => titleOf(html));
  const link = (i: number, words: string, rel: string) => {
    if (!logs[i]) return [];
    const href = `${encodeURIComponent(logs[i].name)}.html`;
    return [htmlElement("a", { href, rel }, `${words}: ${titles[i]!}`)];
  };
  return logs.map(({ name, html }, i) => {
    const nav = htmlElement(
      "nav",
      { "aria-label": "Logs before and after" },
      ...link(i - 1, "← Before", "prev"),
      ...link(i + 1, "After →", "next"),
    );
    const filled = `<div class="neighbours">${nav.outerHTML}</div>`;
    const place = /<div class="neighbours">.*?<\/div>/s;
    return { name, html: html.replace(place, () => filled) };
  });
}

/** From the head alone, as to read a whole page takes a while. */
function titleOf(html: string): string {
  return readPage(html.slice(0, html.indexOf("</head>"))).title;
}
