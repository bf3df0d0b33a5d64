/**
 * Figures with their captions, which a notebook holds as two outputs.
 *
 * @module
 */
import { htmlElement } from "./html_element.ts";

/** What a caption starts with. */
const mark = "Figure: ";

/**
 * Puts the caption that follows a drawing into its figure: an output of one
 * paragraph in italics that starts with `Figure: `.
 *
 * @param document The page
 */
export function joinCaptions(document: Document): void {
  for (const figure of document.querySelectorAll("figure.jp-RenderedSVG")) {
    const output = figure.closest(".jp-OutputArea-child")?.nextElementSibling;
    const words = output?.querySelector(".jp-RenderedMarkdown > p:only-child");
    const caption = words?.firstElementChild;
    if (
      caption?.localName !== "em" || words!.childNodes.length !== 1 ||
      !caption.textContent.startsWith(mark)
    ) continue;
    const first = caption.firstChild as Text;
    first.data = first.data.slice(mark.length);
    figure.append(htmlElement("figcaption", {}, ...caption.childNodes));
    output!.remove();
  }
}
