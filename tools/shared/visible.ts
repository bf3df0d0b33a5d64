/**
 * Foreign text, made harmless for a terminal.
 *
 * @module
 */

/** The text with control characters spelled out, so that an output cannot command the terminal. */
export function visible(text: string): string {
  // deno-lint-ignore no-control-regex
  return text.replace(/[\0-\x09\x0b-\x1f\x7f-\x9f]/g, (character) => {
    const code = character.charCodeAt(0).toString(16).padStart(2, "0");
    return character === "\t" ? "\t" : `\\x${code}`;
  });
}
