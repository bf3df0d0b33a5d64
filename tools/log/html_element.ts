/**
 * Elements, made in one line.
 *
 * @module
 */
import { window } from "./dom.ts";

/**
 * Makes an element.
 *
 * @param name Its name
 * @param attributes Its attributes
 * @param children What stands in it; text comes out escaped
 * @returns The element
 */
export function htmlElement(
  name: string,
  attributes: Record<string, string> = {},
  ...children: (Node | string)[]
): HTMLElement {
  const made = window.document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}
