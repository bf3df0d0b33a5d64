/**
 * Observable Plot as notebooks get it: there is no page around a notebook's
 * cell, so a plot is drawn in the document of `adam/show` unless it is told
 * another, and a bare one shows itself. Nothing global is set, which other packages would take for a browser.
 *
 * @module
 */
import * as Plot from "@observablehq/plot";
import { document } from "../_document.ts";
import "../figure.ts";

export * from "@observablehq/plot";

/** Plot's own, with a document. */
export const plot: typeof Plot.plot = (options) =>
  Plot.plot({ document, ...options });

/** Plot's own, with a document, which its types leave out. */
export const legend: typeof Plot.legend = (options) =>
  Plot.legend({ document, ...options } as Plot.LegendOptions);
