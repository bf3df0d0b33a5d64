/**
 * How wide a text is, where nothing knows the font.
 *
 * @module
 */

/** The widths of letters in the wider ones of the usual fonts, in units of the font's size. */
const widths: [RegExp, number][] = [
  [/\p{Mark}|\u200b/u, 0],
  [/[\u2e80-\uffdc\p{Extended_Pictographic}]/u, 1.05],
  [/[mwMW@%—–…∞→←⇒≈≠≤≥±×−+=<>~]/, 0.9],
  [/[ilj|.,:;'`! ()[\]{}ft/\\⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺ᵗ₀₁₂₃₄₅₆₇₈₉]/, 0.45],
  [/[\p{Lu}&#‖]/u, 0.78],
];

/** Rather too wide than too narrow, in units of the font's size. */
export function textWidth(text: string): number {
  return Array.from(text, widthOf).reduce((sum, width) => sum + width, 0);
}

function widthOf(letter: string): number {
  return widths.find(([letters]) => letters.test(letter))?.[1] ?? 0.64;
}

/**
 * Breaks a text into as few lines as it needs, between words where that can be,
 * and makes them as narrow as that many lines can be.
 *
 * @param text The text
 * @param widest How wide a line may be, in units of the font's size
 * @returns The lines, one at least
 */
export function textLines(text: string, widest: number): string[] {
  const longest = Math.max(...text.trim().split(/\s+/).map(textWidth));
  let lines = filledLines(text, widest);
  for (let width = widest - 0.25; width >= longest; width -= 0.25) {
    const narrower = filledLines(text, width);
    if (narrower.length > lines.length) break;
    lines = narrower;
  }
  return lines;
}

function filledLines(text: string, widest: number): string[] {
  const lines = [""];
  for (const word of text.trim().split(/\s+/)) {
    const line = lines.at(-1)!;
    const longer = line === "" ? word : `${line} ${word}`;
    if (textWidth(longer) <= widest) {
      lines[lines.length - 1] = longer;
    } else {
      const [first, ...others] = pieces(word, widest);
      line === "" ? lines[lines.length - 1] = first! : lines.push(first!);
      lines.push(...others);
    }
  }
  return lines;
}

/** A word that is wider than a line, cut wherever the line ends. */
function pieces(word: string, widest: number): string[] {
  const cut = [""];
  for (const letter of word) {
    const longer = cut.at(-1)! + letter;
    if (textWidth(longer) <= widest || cut.at(-1) === "") {
      cut[cut.length - 1] = longer;
    } else cut.push(letter);
  }
  return cut;
}
