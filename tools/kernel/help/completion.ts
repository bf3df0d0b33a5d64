/**
 * What the language server proposes, as Jupyter shows it.
 *
 * @module
 */
import type { Item } from "./language_server.ts";
import { before, indexOf, pointsBefore } from "./positions.ts";

/** What front ends call the kinds that the protocol of language servers numbers. */
const kinds: Record<number, string> = {
  ...{ 2: "method", 3: "function", 5: "property", 6: "variable", 7: "class" },
  ...{ 8: "interface", 9: "module", 10: "property", 13: "enum", 14: "keyword" },
  ...{ 17: "path", 19: "path", 20: "member", 21: "constant", 25: "type" },
};

/**
 * The content of a `complete_reply`.
 *
 * @param code The code
 * @param cursor The index of the cursor
 * @param items What is proposed
 * @returns The content, if anything that is proposed begins with what is written
 */
export function completeReply(
  code: string,
  cursor: number,
  items: Item[],
): object | undefined {
  const word = cursor - before(code, cursor, /[\p{ID_Continue}$]*/u).length;
  const proposed = items.map((item) => ({
    text: item.textEdit?.newText ?? item.insertText ?? item.label,
    from: item.textEdit ? indexOf(code, item.textEdit.range.start) : word,
    type: kinds[item.kind ?? 0] ?? "",
    order: item.sortText ?? item.label,
  }));
  // Jupyter replaces the same for all of them.
  const from = proposed[0]?.from ?? word;
  const written = code.slice(from, cursor);
  const fitting = new Map(
    proposed.filter((one) => one.from === from && one.text.startsWith(written))
      .toSorted((a, b) => a.order < b.order ? -1 : a.order > b.order ? 1 : 0)
      .map((one) => [one.text, one]),
  );
  if (fitting.size === 0) return undefined;
  const [start, end] = [pointsBefore(code, from), pointsBefore(code, cursor)];
  return {
    status: "ok",
    matches: [...fitting.keys()],
    cursor_start: start,
    cursor_end: end,
    metadata: {
      _jupyter_types_experimental: [...fitting.values()].map((
        { text, type },
      ) => ({ text, type, start, end })),
    },
  };
}
