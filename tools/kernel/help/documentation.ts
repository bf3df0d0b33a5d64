/**
 * What the language server says of a name, as Jupyter shows it.
 *
 * @module
 */
import type { Hover } from "./language_server.ts";

/**
 * Where to look for what the cursor is at: at the cursor, before it, and at the
 * function that is called, if it stands among its arguments.
 *
 * @param code The code
 * @param cursor The index of the cursor
 * @returns Indices, the nearest first
 */
export function lookedAt(code: string, cursor: number): number[] {
  const called = calledAt(code, cursor);
  return [cursor, cursor - 1, ...(called === undefined ? [] : [called])]
    .filter((index) => index >= 0);
}

/** The end of the name of the function between whose parentheses a place is. */
function calledAt(code: string, cursor: number): number | undefined {
  let depth = 0;
  for (let i = cursor - 1; i >= 0; i--) {
    if (/[)\]}]/.test(code[i]!)) depth++;
    else if (/[(\[{]/.test(code[i]!)) depth--;
    if (depth >= 0) continue;
    const name = code.slice(0, i).trimEnd();
    if (code[i] === "(" && /[\w$\u0080-\uffff]/.test(name.at(-1) ?? "")) {
      return name.length - 1;
    }
    depth = 0; // An array or an object is among the arguments, or it is no call.
  }
}

/** The content of an `inspect_reply` when nothing is known. */
export const nothingFound = {
  status: "ok",
  found: false,
  data: {},
  metadata: {},
} as const;

/** The content of an `inspect_reply`; nothing if all that is known is that there is a word. */
export function inspectReply(
  { contents: { value } }: Hover,
): object | undefined {
  // Links into files lead nowhere from a notebook.
  const markdown = value.replaceAll(/\[([^\]]*)\]\(file:[^)]*\)/g, "$1")
    .replaceAll(/\n{3,}/g, "\n\n").trim();
  const data = { "text/markdown": markdown, "text/plain": plain(markdown) };
  if (data["text/plain"] === "any") return undefined;
  return { status: "ok", found: true, data, metadata: {} };
}

/** Markdown without its marks, for a terminal. */
function plain(markdown: string): string {
  return markdown.replaceAll(/^```.*\n?/gm, "")
    .replaceAll(/\*(@\w+)\*/g, "$1")
    .replaceAll(/\[([^\]]*)\]\(([^)]*)\)/g, "$1 ($2)")
    .replaceAll(/\*\*(.*?)\*\*/g, "$1")
    .replaceAll(/&#8203;/g, "")
    .replaceAll(/\\([\\`*_{}\[\]<>()#+.!|-])/g, "$1")
    .trim();
}
