/**
 * Figures that can be read without being seen.
 *
 * @module
 */
import { element, ElementClass } from "./_document.ts";
import { image } from "./_image.ts";
import {
  type Displayable,
  displayable,
  jupyterDisplay,
  type MediaBundle,
} from "./displayable.ts";

/**
 * A plot with the words for those who do not see it. It becomes an image inside
 * a `<figure>`, on a white ground of its own, so it stays readable on dark
 * pages and where a site strips styles and scripts.
 *
 * @param plot What Observable Plot drew, one SVG element. Legends, titles and
 * captions of Plot stand beside the image and do not fit: label the marks
 * directly, and use `caption`
 * @param words `alt`: what the figure looks like and shows, for those who do
 * not see it. `caption`: what it says, for everybody
 * @returns A value that shows itself in a notebook
 * @throws {TypeError} If `plot` is not one SVG element, or `alt` or `caption`
 * is empty
 * @example
 * ```ts
 * import * as Plot from "@observablehq/plot";
 * import { document, figure, jupyterDisplay } from "adam/show";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const line = Plot.lineY([1, 2, 4]).plot({ document });
 * const shown = figure(line, {
 *   alt: "A line that rises from 1 to 4",
 *   caption: "It doubles.",
 * });
 * assertStringIncludes(shown[jupyterDisplay]()["text/plain"]!, "rises");
 * ```
 */
export function figure(
  plot: Element,
  { alt, caption }: { alt: string; caption: string },
): Displayable {
  if (!isImage(plot)) {
    throw new TypeError(
      "Cannot show the figure as plot must be one SVG element: " +
        `current value is ${plot?.tagName ?? typeof plot}`,
    );
  }
  for (const [name, words] of Object.entries({ alt, caption })) {
    if (typeof words !== "string" || words.trim() === "") {
      throw new TypeError(
        `Cannot show the figure as ${name} must say something: ` +
          `current value is "${words}"`,
      );
    }
  }
  return displayable(imageBundle(plot, alt, caption));
}

function isImage(plot: Element): boolean {
  return plot?.tagName?.toLowerCase() === "svg";
}

/** Shows a bare plot, or any other element, that is the last expression of a cell. */
Object.assign(ElementClass.prototype, {
  [jupyterDisplay](this: Element): MediaBundle {
    const name = this.getAttribute("aria-label") ?? "A plot";
    if (isImage(this)) return imageBundle(this, name, "");
    // Front ends cut drawings out of HTML they do not trust, but leave images.
    const copy = this.cloneNode(true) as Element;
    for (const svg of copy.querySelectorAll("svg")) {
      svg.replaceWith(image(svg, name));
    }
    return {
      "text/html": copy.outerHTML,
      "text/plain": copy.textContent.trim() || name,
    };
  },
});

function imageBundle(plot: Element, alt: string, caption: string): MediaBundle {
  const words = caption ? [element("figcaption", {}, caption)] : [];
  return {
    "text/html": element("figure", {}, image(plot, alt), ...words).outerHTML,
    "text/plain": caption ? `Figure: ${caption}\n${alt}` : `Figure: ${alt}`,
  };
}
