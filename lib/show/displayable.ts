/**
 * How a value tells Jupyter what it looks like.
 *
 * @module
 */

import { requireRecord, requireType } from "../_require.ts";

/** One rendering for each MIME type; the front end picks the richest it knows. */
export type MediaBundle = Record<string, string>;

/** The key under which Deno's Jupyter kernel looks for the rendering of a value. */
export const jupyterDisplay: unique symbol = Symbol.for("Jupyter.display");

/** A value that shows itself when it is the last expression of a cell. */
export interface Displayable {
  /** The renderings, `text/plain` always among them. */
  [jupyterDisplay](): MediaBundle;
}

/**
 * Wraps renderings that are ready.
 *
 * @throws {TypeError} If they are no texts, or `text/plain` is not among them
 */
export function displayable(bundle: MediaBundle): Displayable {
  const action = "show the value";
  requireRecord(action, "bundle", bundle);
  for (const type of new Set(["text/plain", ...Object.keys(bundle)])) {
    requireType(action, `bundle["${type}"]`, bundle[type], "string");
  }
  return { [jupyterDisplay]: () => bundle };
}
