/**
 * The DOM that tables and figures are built in: text put into it comes out
 * escaped.
 *
 * @module
 */
import { DOMParser, parseHTML } from "linkedom";
import { canvas } from "./_canvas.ts";

const window = parseHTML("<!doctype html><html><body></body></html>");

/** The document that elements are made by. */
export const document: Document = window.document;

// linkedom's canvas has nothing to draw with.
const createElement = document.createElement.bind(document);
document.createElement = (name: string) =>
  name === "canvas" ? canvas(createElement(name)) : createElement(name);

/** The class of every element that {@linkcode document} makes. */
export const ElementClass: { prototype: Element } = window.Element;

/** Makes an element: its name, its attributes, and what stands inside it. */
export function element(
  name: string,
  attributes: Record<string, string> = {},
  ...children: (Node | string)[]
): HTMLElement {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

/** A new document whose elements are written as XML. */
export function xmlDocument(): Document {
  return new DOMParser()
    .parseFromString("<svg/>", "image/svg+xml") as unknown as Document;
}
