/**
 * What a census found, as a page of its own: no script, nothing from elsewhere.
 *
 * @module
 */
import { densityPlot, document, figure, jupyterDisplay } from "adam/show";
import style from "./page.css" with { type: "text" };
import type { CensusRecord } from "./record.ts";
import { tablesOf, type WordTable } from "./tables.ts";

/**
 * The page of a census.
 *
 * @param record What was found
 * @returns The HTML
 */
export async function censusPage(record: CensusRecord): Promise<string> {
  const title = `Census of ${record.file}`;
  const picture = element("figure", {}, await imageOf(record));
  const caption = "Each cell counts rows by their norm and their distance " +
    "from the mean row; rings mark the centres of swarms.";
  picture.append(element("figcaption", {}, caption));
  const main = element(
    "main",
    {},
    element("h1", {}, title),
    picture,
    ...tablesOf(record).map(tableOf),
  );
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'">
${element("title", {}, title).outerHTML}
<link rel="icon" href="data:,">
<style>
${style}</style>
</head>
<body>
${main.outerHTML}
</body>
</html>
`;
}

async function imageOf(record: CensusRecord): Promise<Element> {
  const { density, rows, swarms } = record;
  const marked = swarms.largest.slice(0, 5).map((swarm, i) => ({
    label: `swarm ${i + 1}: ${swarm.count} rows`,
    x: swarm.fromOrigin,
    y: swarm.fromMean,
  }));
  const alt = `${rows} rows by norm and distance from the mean row. ${
    marked.length === 0
      ? "No swarm."
      : `Marked: ${marked.map(({ label }) => label).join(", ")}.`
  }`;
  const labels = { x: "norm of a row", y: "distance from the mean row" };
  const plot = densityPlot(density, marked, { ...labels, counted: "rows" });
  const shown = await figure(plot, { alt, caption: "Rows" })[jupyterDisplay]();
  const bytes = new TextEncoder().encode(shown["image/svg+xml"]!);
  const src = `data:image/svg+xml;base64,${bytes.toBase64()}`;
  return element("img", { alt, src });
}

function tableOf({ caption, head, rows }: WordTable): Element {
  const cells = (name: string, words: string[], attributes = {}) =>
    element("tr", {}, ...words.map((word) => element(name, attributes, word)));
  return element(
    "div",
    { class: "wide", tabindex: "0", role: "region", "aria-label": caption },
    element(
      "table",
      {},
      element("caption", {}, caption),
      element("thead", {}, cells("th", head, { scope: "col" })),
      element("tbody", {}, ...rows.map((row) => cells("td", row))),
    ),
  );
}

/** An element; text that stands in it comes out escaped. */
function element(
  name: string,
  attributes: Record<string, string>,
  ...children: (Node | string)[]
): Element {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}
