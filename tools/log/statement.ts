/**
 * What a notebook asks, and what it answers.
 *
 * @module
 */

/**
 * Finds the paragraph that starts with a bold word and a full stop.
 *
 * @param document The page of a notebook
 * @param word The word, such as `Question`
 * @returns The paragraph, if there is one
 */
export function statement(
  document: Document,
  word: string,
): Element | undefined {
  return [...document.querySelectorAll(".words p > strong:first-child")]
    .find((strong) => strong.textContent === `${word}.`)?.parentElement ??
    undefined;
}
