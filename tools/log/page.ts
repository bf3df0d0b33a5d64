/**
 * The page around a text: one file that asks nothing of any host.
 *
 * @module
 */
import { parseHTML } from "linkedom";
import { element } from "./element.ts";
import { mathematicsStyle } from "./mathematics_style.ts";
import skeleton from "./page.html" with { type: "text" };
import script from "./page_script.js" with { type: "text" };
import codeStyle from "./style/code.css" with { type: "text" };
import pageStyle from "./style/page.css" with { type: "text" };
import printStyle from "./style/print.css" with { type: "text" };
import textStyle from "./style/text.css" with { type: "text" };

/**
 * Opens a page.
 *
 * @param html What stands in its `<main>`
 * @returns The document, without title, styles and scripts yet
 */
export function openPage(html: string): Document {
  const { document } = parseHTML(skeleton);
  document.querySelector("main")!.innerHTML = html;
  return document;
}

/**
 * Finishes a page: its head, its styles with the fonts it uses, its scripts.
 *
 * @param document The page, as {@linkcode openPage} gave it, with its text complete
 * @param head `title` and `description` of the page. `scripts`: what only this
 * page runs, as source text; each runs as a module once the page is read
 * @returns The file
 */
export async function finishPage(
  document: Document,
  { title, description, scripts = [] }: {
    title: string;
    description: string;
    scripts?: string[];
  },
): Promise<string> {
  document.title = title;
  if (!document.querySelector(".code")) {
    document.querySelector("#fold")!.remove();
  }
  const ofFormulas = await mathematicsStyle(document);
  const style = [ofFormulas, pageStyle, textStyle, codeStyle, printStyle]
    .join("\n");
  document.head.append(
    ...(description
      ? [element("meta", { name: "description", content: description })]
      : []),
    element("style", {}, style),
    // In a scope of its own, out of the way of scripts in outputs.
    element("script", {}, `(() => {\n${script}})();`),
    ...scripts.map((source) => element("script", { type: "module" }, source)),
  );
  return document.toString();
}
