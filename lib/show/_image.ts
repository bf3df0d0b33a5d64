/**
 * A plot as an image, which front ends leave alone.
 *
 * @module
 */
import { element, xmlDocument } from "./_document.ts";

/** The image of a plot inside HTML; `alt` is for those who do not see it. */
export function image(plot: Element, alt: string): HTMLElement {
  const bytes = new TextEncoder().encode(standalone(plot, alt));
  return element("img", {
    alt,
    src: `data:image/svg+xml;base64,${bytes.toBase64()}`,
    width: plot.getAttribute("width") ?? "640",
    style: "max-width: 100%; height: auto",
  });
}

/**
 * The plot as a file of its own. Without a namespace an image stays blank, and
 * without a ground of its own it is black on black in dark pages; a style that
 * the plot was given comes after that. It is copied
 * into an XML document because HTML leaves `<` and `&` in attributes as they
 * are, which XML does not allow.
 */
export function standalone(plot: Element, alt: string): string {
  const svg = copyInto(xmlDocument(), plot);
  svg.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", alt);
  svg.setAttribute("style", styleOf(plot));
  return svg.outerHTML;
}

/** The style of a plot that stands alone. */
export function styleOf(plot: Element): string {
  const style = plot.getAttribute("style") ?? "";
  return `background: white; color: #1b1e23${style && "; "}${style}`;
}

function copyInto(xml: Document, source: Element): Element {
  const copy = xml.createElement(source.localName);
  for (const { name, value } of source.attributes) {
    copy.setAttribute(name, places.has(name) ? rounded(value) : value);
  }
  for (const child of source.childNodes) {
    copy.append(
      child.nodeType === child.ELEMENT_NODE
        ? copyInto(xml, child as Element)
        : child.textContent ?? "",
    );
  }
  return copy;
}

/** The attributes that hold coordinates. */
const places = new Set(
  ["cx", "cy", "x", "x1", "x2", "y", "y1", "y2", "d", "transform"],
);

/** A hundredth of a pixel is finer than what anybody sees. */
function rounded(coordinates: string): string {
  return coordinates.replace(
    /-?\d*\.\d{3,}(e[-+]?\d+)?/g,
    (number) => `${Number(Number(number).toFixed(2))}`,
  );
}
