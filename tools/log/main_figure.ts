/**
 * The figure that says what a notebook found.
 *
 * @module
 */
import { codeCells, joined, type Notebook } from "../notebook/notebook.ts";
import { htmlElement } from "./html_element.ts";

/** The tag of the cell that makes it. */
export const mainFigureTag = "main-figure";

/**
 * Shows the figure of the cell that is tagged `main-figure` also at the top of
 * a page, below what is asked and answered there.
 *
 * @param document The page, with captions in figures, and drawings still images
 * @param below The paragraph below which it goes
 */
export function showMainFigure(document: Document, below: Element): void {
  const cell = document.querySelector(`.celltag_${mainFigureTag}`);
  const figure = cell?.querySelector("figure, img, svg");
  if (!figure) return;
  const copy = figure.cloneNode(true) as Element;
  copy.removeAttribute("data-explorable"); // it is explored where it is made
  const box = htmlElement("div", { class: "main-figure" }, copy);
  if (cell!.id) {
    const link = htmlElement("a", { href: `#${cell!.id}` }, "Where it is made");
    box.append(htmlElement("p", { class: "facts" }, link));
  }
  below.after(box);
}

/** A drawing that says what a notebook found. */
export interface MainDrawing {
  /** The drawing. */
  readonly svg: string;
  /** The same in pixels, as base64; empty if there is no such. */
  readonly png: string;
  /** What it shows, in words. */
  readonly alt: string;
}

/**
 * The drawing of the cell that is tagged `main-figure`.
 *
 * @param notebook The notebook, with its outputs
 * @returns The drawing, if there is one
 */
export function mainDrawing(notebook: Notebook): MainDrawing | undefined {
  const cell = codeCells(notebook).find(({ metadata }) =>
    metadata?.tags?.includes(mainFigureTag)
  );
  return (cell?.outputs ?? []).map(({ data }) => ({
    svg: joined(data?.["image/svg+xml"]),
    png: joined(data?.["image/png"]),
    alt: joined(data?.["text/plain"]),
  })).find(({ svg }) => svg !== "");
}
