/**
 * Refuses words that are missing or say nothing.
 *
 * @module
 */
import { inWords } from "./_require.ts";

/** Throws unless each of these is a text that says something. */
export function requireWords(
  action: string,
  words: Record<string, unknown>,
): void {
  for (const [name, text] of Object.entries(words)) {
    if (typeof text === "string" && text.trim() !== "") continue;
    throw new TypeError(
      `Cannot ${action} as ${name} must say something: ` +
        `current value is ${
          typeof text === "string" ? `"${text}"` : inWords(text)
        }`,
    );
  }
}
