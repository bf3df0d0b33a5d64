/**
 * The page of a notebook.
 *
 * @module
 */
import { basename, dirname } from "node:path";
import { joinCaptions } from "./captions.ts";
import { htmlElement } from "./html_element.ts";
import hoverScript from "./hover_script.js" with { type: "text" };
import { inlineDrawings } from "./drawings.ts";
import { explorableScript } from "./explorable_script.ts";
import { announceExplorables } from "./explorables.ts";
import { type About, addFooter } from "./footer.ts";
import { markLedgers } from "./ledgers.ts";
import { showMainFigure } from "./main_figure.ts";
import { plainText, typesetMathematics } from "./mathematics.ts";
import { neighbours } from "./neighbours.ts";
import { outline } from "./outline.ts";
import type { Preview } from "./preview.ts";
import { finishPage, openPage } from "./page.ts";
import { statement } from "./statement.ts";
import { fitTables } from "./tables.ts";

/**
 * Makes the page of a notebook. Its title is the first heading, or else the
 * name of the notebook; its description is the question that it asks.
 *
 * @param cells The cells, as the template writes them
 * @param path The notebook
 * @param about What the footer says
 * @param preview The image that stands for it where a link is sent
 * @returns The file
 * @throws {Obstacle} If a formula is wrong
 */
export async function logPage(
  cells: string,
  path: string,
  about: About,
  preview?: Preview,
): Promise<string> {
  const name = basename(path, ".ipynb");
  const document = await openPage(cells, dirname(path));
  typesetMathematics(document, `${name}.ipynb`);
  joinCaptions(document);
  const question = statement(document, "Question");
  question?.classList.add("question");
  const answer = statement(document, "Answer");
  answer?.classList.add("answer");
  const top = answer ?? question;
  if (top) showMainFigure(document, top);
  const shown = document.querySelector(".main-figure > .facts");
  announceExplorables(document, shown ?? top);
  await inlineDrawings(document);
  fitTables(document);
  markLedgers(document);
  if (!document.querySelector("h1")) {
    document.querySelector("main")!.prepend(htmlElement("h1", {}, name));
  }
  outline(document);
  addFooter(document, about);
  document.querySelector("footer")!.prepend(neighbours(), download(name));
  const has = (what: string) => document.querySelector(what) !== null;
  return await finishPage(document, {
    scripts: [
      ...has(".drawing title") ? [hoverScript] : [],
      ...has("[data-explorable]")
        ? [await explorableScript("data-explorable")]
        : [],
      ...has("[data-training]")
        ? [await explorableScript("data-training")]
        : [],
    ],
    title: plainText(document.querySelector("h1")!),
    description: question ? plainText(question).replace("Question. ", "") : "",
    preview,
  });
}

function download(name: string): HTMLElement {
  const file = `${name}.ipynb`;
  const address = { href: encodeURIComponent(file), download: file };
  return htmlElement(
    "p",
    {},
    "This page shows a notebook: ",
    htmlElement("a", address, `download ${file}`),
    ".",
  );
}
