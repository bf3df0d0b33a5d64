/**
 * Long lines of a diff, shortened to what a reader needs.
 *
 * @module
 */

/** How many characters of a line are shown at most, and how many around a change. */
const width = 160;
const around = 50;

/**
 * Cuts the long lines of a unified diff. Where a removed line and an added one
 * stand for each other, both are cut around what differs; other lines keep their
 * beginning.
 *
 * @param diff The lines, as `diffArrays` pairs them: removed ones before added ones
 * @returns The lines, none of them long
 */
export function shortenLines(diff: string[]): string[] {
  const partners = pairs(diff);
  return diff.map((line, i) => {
    const partner = partners.get(i);
    const [sign, text] = [line.slice(0, 1), [...line.slice(1)]];
    if (text.length <= width) return line;
    if (partner === undefined) return sign + part(text, 0, width);
    const other = [...diff[partner]!.slice(1)];
    const [start, end] = change(text, other);
    const last = Math.min(end, start + width - 2 * around);
    return sign + part(text, start - around, last + around);
  });
}

/** The characters of a text from one place to another, with the number of those left out. */
function part(text: string[], from: number, to: number): string {
  const start = Math.max(0, from);
  const [before, after] = [start, Math.max(0, text.length - to)];
  return (before > 0 ? `[${before} more] …` : "") +
    text.slice(start, to).join("") +
    (after > 0 ? `… [${after} more]` : "");
}

/** Which line of a diff stands for which: the first of some removed ones for the first of the added ones after them. */
function pairs(diff: string[]): Map<number, number> {
  const found = new Map<number, number>();
  let removed: number[] = [];
  for (const [i, line] of diff.entries()) {
    if (line.startsWith("-")) removed.push(i);
    else if (line.startsWith("+")) {
      const partner = removed.shift();
      if (partner === undefined) continue;
      found.set(partner, i).set(i, partner);
    } else removed = [];
  }
  return found;
}

/** From where to where a text differs from another. */
function change(text: string[], other: string[]): [number, number] {
  const shorter = Math.min(text.length, other.length);
  let start = 0;
  while (start < shorter && text[start] === other[start]) start++;
  let same = 0;
  while (
    same < shorter - start && text.at(-1 - same) === other.at(-1 - same)
  ) same++;
  return [start, text.length - same];
}
