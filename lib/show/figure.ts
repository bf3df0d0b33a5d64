/**
 * Figures that can be read without being seen.
 *
 * @module
 */
import * as Plot from "@observablehq/plot";
import { inWords } from "../_require.ts";
import { settingsOf } from "../_settings.ts";
import { document, ElementClass } from "./_document.ts";
import { drawingOf } from "./_drawing.ts";
import { image } from "./_image.ts";
import { requireWords } from "../_words.ts";
import { type Picture, picture, show } from "./_picture.ts";
import { jupyterDisplay, type MediaBundle } from "./displayable.ts";

export type { Picture };

/**
 * A plot with the words for those who do not see it. It becomes two outputs: an
 * image, as SVG and as PNG, on a white ground of its own, which is shown
 * wherever images are; and the caption below it, as Markdown. Titles and legends
 * of Plot are drawn into the image.
 *
 * Notebooks of this project get Plot with a document to draw in, and a legend
 * that runs through colours gets a canvas. Where Plot says "reading 'documentElement'", give it the one that is exported here:
 * `Plot.plot({ document, … })`.
 *
 * @param plot What Observable Plot drew: a plot, with legends, title and
 * subtitle or without, or a legend
 * @param words `alt`: what the figure looks like and shows, for those who do
 * not see it. `caption`: what it says, for everybody; to be left out if Plot
 * was given a caption
 * @returns A value that shows itself in a notebook
 * @throws {TypeError} If `plot` is nothing that Plot drew, `alt` or `caption`
 * is empty, or Plot has another caption
 * @example
 * ```ts
 * import * as Plot from "@observablehq/plot";
 * import { figure, jupyterDisplay } from "adam/show";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const line = Plot.lineY([1, 2, 4]).plot();
 * const shown = await figure(line, {
 *   alt: "A line that rises from 1 to 4",
 *   caption: "It doubles.",
 * })[jupyterDisplay]();
 * assertStringIncludes(shown["image/svg+xml"]!, "rises from 1 to 4");
 * ```
 */
export function figure(
  plot: Element,
  words: { alt: string; caption?: string },
): Picture {
  const action = "show the figure";
  const drawing = drawingOf(plot);
  if (!drawing) {
    throw new TypeError(
      `Cannot ${action} as plot must be what Observable Plot drew: ` +
        `current value is ${plot?.tagName ?? inWords(plot)}`,
    );
  }
  const { alt, caption } = settingsOf(
    action,
    { alt: "", caption: drawing.caption },
    words ?? {},
    "words",
  );
  requireWords(action, { alt, caption });
  if (drawing.caption && drawing.caption !== caption) {
    throw new TypeError(
      `Cannot ${action} as caption must be left out where Plot was given one: ` +
        `current value is "${caption}"`,
    );
  }
  return picture(drawing.svg, { alt, caption });
}

/** A mark that is drawn by itself, `Plot.dot(data).plot()`, has a document, too. */
const { plot: drawn } = Plot.Mark.prototype;
Plot.Mark.prototype.plot = function (options) {
  return drawn.call(this, { document, ...options });
};

/** Shows a bare plot, or any other element, that is the last expression of a cell. */
Object.assign(ElementClass.prototype, {
  [jupyterDisplay](this: Element): MediaBundle | Promise<MediaBundle> {
    const drawing = drawingOf(this);
    const name = this.querySelector("svg[aria-label]") ?? this;
    const label = name.getAttribute("aria-label");
    if (drawing) {
      const { svg, headings: [title], caption } = drawing;
      return show(svg, { alt: label ?? title ?? "A plot", caption });
    }
    // Front ends cut drawings out of HTML they do not trust, but leave images.
    const copy = this.cloneNode(true) as Element;
    for (const svg of copy.querySelectorAll("svg")) {
      svg.replaceWith(image(svg, label ?? "A plot"));
    }
    return {
      "text/html": copy.outerHTML,
      "text/plain": copy.textContent.trim() || (label ?? "A plot"),
    };
  },
});
