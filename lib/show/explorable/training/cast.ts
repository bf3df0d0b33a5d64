/**
 * Whose rows are shown of a training, and how often their tokens occur.
 *
 * @module
 */
import type { TrainingSettings } from "../../../training/mod.ts";
import type { Cast } from "./frame.ts";

/** What does not change during a training of which all rows are shown. */
export function castOf(settings: TrainingSettings): Cast {
  const shares = sharesOf(settings);
  const tokens = Array.from({ length: settings.vocabulary }, (_, row) => row);
  return { settings, rows: tokens.length, live: shares.length, tokens, shares };
}

/**
 * The share of the positions that each live token has: by Zipf's law
 * $(k + 1)^{-s} / \sum_j (j + 1)^{-s}$, or as counted in a text.
 */
export function sharesOf(
  { stream, vocabulary, deadTokens, zipfExponent }: TrainingSettings,
): number[] {
  const live = vocabulary - deadTokens;
  const counts = Array.from(
    { length: live },
    (_, token) => stream === "zipf" ? (token + 1) ** -zipfExponent : 0,
  );
  if (stream !== "zipf") {
    for (const token of Array.from(stream)) counts[token]!++;
  }
  const all = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => count / all);
}
