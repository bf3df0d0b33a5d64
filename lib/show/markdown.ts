/**
 * Sentences whose numbers are computed.
 *
 * @module
 */
import { inWords, requireType } from "../_require.ts";
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
 * template, as in the example; or if a value is neither number nor text
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
  for (const [i, text] of strings.raw.entries()) {
    requireType("show the text", `strings.raw[${i}]`, text, "string");
  }
  for (const [i, value] of values.entries()) {
    if (typeof value === "number" || typeof value === "string") continue;
    throw new TypeError(
      `Cannot show the text as value ${i + 1} must be a number or a string: ` +
        `current value is ${inWords(value)}`,
    );
  }
  const text = String.raw(strings, ...values);
  return displayable({ "text/markdown": text, "text/plain": text });
}
