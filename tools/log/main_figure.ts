/**
 * The figure that says what a notebook found.
 *
 * @module
 */
import { htmlElement } from "./html_element.ts";

/** The tag of the cell that makes it. */
export const mainFigureTag = "main-figure";

/**
 * Shows the figure of the cell that is tagged `main-figure` also at the top of
 * a page, below what is asked and answered there.
 *
 * @param document The page, whose drawings are still images
 * @param below The paragraph below which it goes
 */
export function showMainFigure(document: Document, below: Element): void {
  const cell = document.querySelector(`.celltag_${mainFigureTag}`);
  const figure = cell?.querySelector("figure, img, svg");
  if (!figure) return;
  const box = htmlElement("div", { class: "main-figure" });
  box.append(figure.cloneNode(true));
  if (cell!.id) {
    const link = htmlElement("a", { href: `#${cell!.id}` }, "Where it is made");
    box.append(htmlElement("p", { class: "facts" }, link));
  }
  below.after(box);
}
