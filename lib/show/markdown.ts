/**
 * Sentences whose numbers are computed.
 *
 * @module
 */
import { inWords } from "../_require.ts";
import { type Displayable, displayable } from "./displayable.ts";

/**
 * A piece of Markdown with computed values in it, for the sentence that says
 * what a number means. Backslashes stay as they are written, so LaTeX needs no
 * doubling.
 *
 * @param strings The text between the values
 * @param values What stands in it; numbers stand with every digit
 * @returns A value that shows itself in a notebook
 * @throws {TypeError} If it is called like a function: it stands before a
 * template, as in the example
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
  if (!Array.isArray(strings?.raw)) {
    throw new TypeError(
      "Cannot show the text as markdown must stand before a template, " +
        `as in markdown\`text\`: current value is ${inWords(strings)}`,
    );
  }
  const text = String.raw(strings, ...values);
  return displayable({ "text/markdown": text, "text/plain": text });
}
