/**
 * The page that lists the logs.
 *
 * @module
 */
import { readPage } from "./dom.ts";
import { htmlElement } from "./html_element.ts";
import { type About, addFooter } from "./footer.ts";
import { plainText, typesetMathematics } from "./mathematics.ts";
import { outline } from "./outline.ts";
import { root } from "../shared/task.ts";
import { finishPage, openPage } from "./page.ts";
import { sanitize } from "./sanitize.ts";
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
 * @returns The file
 */
export async function indexPage(
  introduction: string,
  logs: Log[],
  about: About,
): Promise<string> {
  const document = await openPage(introduction, root);
  typesetMathematics(document, "the introduction");
  outline(document);
  const question = document.querySelector("h1 + p");
  question?.classList.add("question", "lead");
  document.querySelector("main")!.append(
    htmlElement("div", { class: "logs" }, ...logs.map(entry)),
  );
  document.querySelector(".home")!.setAttribute("aria-current", "page");
  addFooter(document, about);
  return await finishPage(document, {
    title: about.citation.title,
    description: question ? plainText(question) : "",
  });
}

function entry({ name, html }: Log): HTMLElement {
  const document = readPage(html);
  const main = document.querySelector("main")!;
  // It may have been written by an earlier version of this.
  main.replaceChildren(sanitize(main.innerHTML).fragment);
  const title = document.querySelector("h1")!;
  title.querySelector(".anchor-link")?.remove();
  const file = encodeURIComponent(name);
  const words = ["Question", "Answer"].map((word) => statement(document, word));
  return htmlElement(
    "article",
    {},
    htmlElement(
      "h2",
      {},
      htmlElement("a", { href: `${file}.html` }, ...title.childNodes),
    ),
    ...words.filter((paragraph) => paragraph !== undefined),
    htmlElement(
      "p",
      { class: "facts" },
      [...contents(document), ""].join(" · "),
      htmlElement(
        "a",
        { href: `${file}.ipynb`, download: `${name}.ipynb` },
        `${name}.ipynb`,
      ),
    ),
  );
}

function contents(document: Document): string[] {
  const count = (what: string, selector: string) => {
    const found = document.querySelectorAll(selector).length;
    return found === 0 ? [] : [`${found} ${what}${found === 1 ? "" : "s"}`];
  };
  const captions = [...document.querySelectorAll("caption")]
    .map((caption) => caption.textContent);
  return [
    ...count("code cell", "main .code"),
    ...count("figure", "main :is(.drawing, img)"),
    ...captions.filter((words) => /^\d+ claims?: /.test(words)),
    `rendered ${document.querySelector("footer time")!.textContent}`,
  ];
}
