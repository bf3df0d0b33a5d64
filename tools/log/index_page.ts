/**
 * The page that lists the logs.
 *
 * @module
 */
import { readPage } from "./dom.ts";
import hoverScript from "./hover_script.js" with { type: "text" };
import { inlineDrawings } from "./drawings.ts";
import { explorableScript } from "./explorable_script.ts";
import { linkToExplorable, trainingLink } from "./explorables.ts";
import { firstStepsFigure } from "./first_steps.ts";
import { htmlElement } from "./html_element.ts";
import { type About, addFooter } from "./footer.ts";
import { plainText, typesetMathematics } from "./mathematics.ts";
import { outline } from "./outline.ts";
import { root } from "../shared/task.ts";
import { finishPage, openPage } from "./page.ts";
import { sanitize } from "./sanitize.ts";
import type { Preview } from "./preview.ts";
import { statement } from "./statement.ts";

/** A log: the name of its file without `.html`, and the file's text. */
export interface Log {
  name: string;
  html: string;
}

/**
 * Makes the page that lists the logs. All it says of a log is taken from that
 * log: the title, the question, the answer if there is one, and what is in it.
 *
 * @param introduction The cell above the list, as the template writes it: a
 * title, the question of the project, and more if need be
 * @param logs The logs, in their order
 * @param about What the footer says
 * @param preview The image that stands for it where a link is sent
 * @returns The file
 */
export async function indexPage(
  introduction: string,
  logs: Log[],
  about: About,
  preview?: Preview,
): Promise<string> {
  const document = await openPage(introduction, root);
  typesetMathematics(document, "the introduction");
  outline(document);
  linkLogs(document, logs);
  await inlineDrawings(document);
  const question = document.querySelector("h1 + p");
  question?.classList.add("question", "lead");
  question?.after(
    ...trainings(logs),
    ...firstStepsFigure(),
    htmlElement("h2", {}, "The mystery behind it"),
  );
  document.querySelector("main")!.append(
    htmlElement("div", { class: "logs" }, ...logs.map(entry)),
  );
  document.querySelector(".home")!.setAttribute("aria-current", "page");
  addFooter(document, about);
  const isDrawn = document.querySelector(".drawing title") !== null;
  return await finishPage(document, {
    scripts: [
      ...isDrawn ? [hoverScript] : [],
      await explorableScript("data-first-steps"),
    ],
    title: about.citation.title,
    description: question ? plainText(question) : "",
    preview,
  });
}

/** Links of the introduction lead to logs where there are any, or else nowhere. */
function linkLogs(document: Document, logs: Log[]): void {
  for (
    const link of document.querySelectorAll("main .words a:not([href^='#'])")
  ) {
    const address = link.getAttribute("href") ?? "";
    if (/^https?:/.test(address)) continue;
    const log = logs.find(({ name }) => address.endsWith(`/${name}.ipynb`));
    if (log) link.setAttribute("href", `${encodeURIComponent(log.name)}.html`);
    else link.replaceWith(...link.childNodes);
  }
}

function entry({ name, html }: Log): HTMLElement {
  const document = readPage(html);
  const title = document.querySelector("h1")!;
  title.querySelector(".anchor-link")?.remove();
  const file = encodeURIComponent(name);
  const words = ["Question", "Answer"].map((word) => statement(document, word));
  const caption = [...document.querySelectorAll("caption")]
    .map((caption) => caption.textContent)
    .find((words) => /^\d+ claims?: /.test(words));
  return htmlElement(
    "article",
    {},
    htmlElement(
      "h2",
      {},
      htmlElement(
        "a",
        { href: `${file}.html` },
        ...sanitize(title.innerHTML).fragment.childNodes,
      ),
    ),
    ...words.flatMap((paragraph) => paragraph ? harmless(paragraph) : []),
    ...mainFigure(document, name),
    ...invitations(document, name),
    ...caption ? [htmlElement("p", { class: "score" }, caption)] : [],
    htmlElement(
      "p",
      { class: "facts" },
      `rendered ${document.querySelector("footer time")!.textContent} · `,
      htmlElement(
        "a",
        { href: `${file}.ipynb`, download: `${name}.ipynb` },
        `${name}.ipynb`,
      ),
    ),
  );
}

/** The link to the figure to explore of a log, if it has one. */
function invitations(document: Document, name: string): HTMLElement[] {
  const words = document.querySelector(".try-it")?.textContent;
  const address = `${encodeURIComponent(name)}.html#try-it`;
  return words ? [linkToExplorable(address, words)] : [];
}

/** The same of the first log in which the reader trains. */
function trainings(logs: Log[]): HTMLElement[] {
  const first = logs.find(({ html }) => html.includes(trainingLink));
  return first ? invitations(readPage(first.html), first.name) : [];
}

/** An element of a log, which may have been written by an earlier version of this. */
function harmless({ outerHTML }: Element): Node[] {
  return [...sanitize(outerHTML).fragment.childNodes];
}

/** The figure at the top of a log, under ids that no other log has. */
function mainFigure(document: Document, name: string): Element[] {
  const figure = document.querySelector(".main-figure > :first-child");
  if (!figure) return [];
  const own = htmlElement("div", {}, ...harmless(figure));
  const box = htmlElement("div", { class: "main-figure" });
  box.innerHTML = own.innerHTML.replace(
    /\b(?=drawing-\d)/g,
    `${name.replace(/\W/g, "_")}-`,
  );
  return [box];
}
