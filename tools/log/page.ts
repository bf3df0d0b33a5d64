/**
 * The page around a text: one file that asks nothing of any host.
 *
 * @module
 */
import { readPage, writePage } from "./dom.ts";
import { htmlElement } from "./html_element.ts";
import { markFormulas } from "./formulas.ts";
import { embedImages } from "./images.ts";
import { mathematicsStyle } from "./mathematics_style.ts";
import skeleton from "./page.html" with { type: "text" };
import script from "./page_script.js" with { type: "text" };
import { sanitize } from "./sanitize.ts";
import type { Preview } from "./preview.ts";
import { sharingTags } from "./sharing.ts";
import codeStyle from "./style/code.css" with { type: "text" };
import ledgerStyle from "./style/ledger.css" with { type: "text" };
import pageStyle from "./style/page.css" with { type: "text" };
import printStyle from "./style/print.css" with { type: "text" };
import textStyle from "./style/text.css" with { type: "text" };
import { unwrapPlainTokens } from "./tokens.ts";

/**
 * Opens a page on the cells of a notebook, of which only that comes in which
 * shows something: formulas are marked, images are in the page.
 *
 * @param cells The cells, as the template writes them
 * @param folder Where the notebook is
 * @returns The document, without title, styles and scripts yet
 */
export async function openPage(
  cells: string,
  folder: string,
): Promise<Document> {
  const document = readPage(skeleton);
  const raw = htmlElement("div");
  raw.innerHTML = cells;
  for (const place of raw.querySelectorAll("[data-html]")) {
    place.removeAttribute("data-html");
    place.replaceChildren(sanitize(place.textContent).fragment);
  }
  unwrapPlainTokens(raw);
  document.querySelector("main")!.append(sanitize(raw.innerHTML).fragment);
  markFormulas(document);
  await embedImages(document, folder);
  return document;
}

/**
 * Finishes a page: its head, its styles with the fonts it uses, its scripts.
 *
 * @param document The page, as {@linkcode openPage} gave it, with its text complete
 * @param head `title` and `description` of the page. `preview`: the image that
 * stands for it where a link is sent. `scripts`: what only this page runs, as
 * source text; each runs as a module once the page is read
 * @returns The file
 */
export async function finishPage(
  document: Document,
  { title, description, preview, scripts = [] }: {
    title: string;
    description: string;
    preview?: Preview | undefined;
    scripts?: string[];
  },
): Promise<string> {
  document.title = title;
  if (!document.querySelector(".code")) {
    document.querySelector("body > .bar > .fold")!.remove();
  }
  const ofFormulas = await mathematicsStyle(document);
  const style = [
    ofFormulas,
    pageStyle,
    textStyle,
    codeStyle,
    ledgerStyle,
    printStyle,
  ].join("\n");
  document.head.append(
    ...(description
      ? [htmlElement("meta", { name: "description", content: description })]
      : []),
    ...sharingTags({ title, description, preview }),
    htmlElement("style", {}, style),
    htmlElement("script", {}, script),
    ...scripts.map((source) =>
      htmlElement("script", { type: "module" }, source)
    ),
  );
  await allowScripts(document, [script, ...scripts]);
  return writePage(document);
}

/** These scripts and no other, whatever came into the page. */
async function allowScripts(
  document: Document,
  scripts: string[],
): Promise<void> {
  const hashes = await Promise.all(scripts.map(async (source) => {
    const bytes = new TextEncoder().encode(source);
    const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    return `'sha256-${hash.toBase64()}'`;
  }));
  // A figure that trains has a worker, started from a text, and WebAssembly.
  const ofTraining = document.querySelector("[data-training]")
    ? " 'wasm-unsafe-eval'; worker-src blob:"
    : "";
  const policy = document.querySelector("meta[http-equiv]") as HTMLMetaElement;
  policy.content += `; script-src ${hashes.join(" ")}${ofTraining}`;
}
