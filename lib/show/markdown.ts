/**
 * Sentences whose numbers are computed.
 *
 * @module
 */
import { type Displayable, displayable } from "./displayable.ts";

/**
 * A piece of Markdown with computed values in it, for the sentence that says
 * what a number means. Backslashes stay as they are written, so LaTeX needs no
 * doubling.
 *
 * @param strings The text between the values
 * @param values What stands in it; numbers stand with every digit
 * @returns A value that shows itself in a notebook
 * @example
 * ```ts
 * import { jupyterDisplay, markdown } from "adam/show";
 * import { assertStrictEquals } from "@std/assert";
 *
 * const shown = markdown`$\beta_1$ is **${0.9}**`;
 * assertStrictEquals(
 *   shown[jupyterDisplay]()["text/plain"],
 *   "$\\beta_1$ is **0.9**",
 * );
 * ```
 */
export function markdown(
  strings: TemplateStringsArray,
  ...values: (number | string)[]
): Displayable {
  const text = String.raw(strings, ...values);
  return displayable({ "text/markdown": text, "text/plain": text });
}
