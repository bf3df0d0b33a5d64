/**
 * The DOM that pages are made in. It reads and writes HTML as browsers do, so
 * that what is found harmless here is the same there.
 *
 * @module
 */
import { JSDOM } from "jsdom";

/** A window in which no script runs, and from which nothing is loaded. */
export const window: Window & typeof globalThis = new JSDOM("").window;

/**
 * Reads a page.
 *
 * @param html The file
 * @returns Its document
 */
export function readPage(html: string): Document {
  return new window.DOMParser().parseFromString(html, "text/html");
}

/**
 * Writes a page.
 *
 * @param document Its document
 * @returns The file
 */
export function writePage(document: Document): string {
  return `<!DOCTYPE html>\n${document.documentElement.outerHTML}\n`;
}
