/**
 * How far a long cell has come.
 *
 * @module
 */
import { inWords } from "../_require.ts";
import { requireWords } from "../_words.ts";
import { kernel } from "./_kernel.ts";

/**
 * Loops over items and shows in the notebook how many are done: `7 of 20 seeds`.
 * The line changes in place, a hundred times at most, and the notebook keeps its
 * last state. A loop that is left early, by an error or a `break`, says how
 * far it came. Outside Jupyter nothing is shown.
 *
 * @param items What to loop over
 * @param name What to call the items, in the plural
 * @returns The items, one by one
 * @throws {TypeError} If `items` is not an array or `name` is empty
 * @example
 * ```ts
 * import { progress } from "adam/show";
 * import { assertEquals } from "@std/assert";
 *
 * const squares = [];
 * for (const seed of progress([1, 2, 3], "seeds")) squares.push(seed ** 2);
 * assertEquals(squares, [1, 4, 9]);
 * ```
 */
export function* progress<T>(
  items: readonly T[],
  name: string,
): Generator<T, void, undefined> {
  requireNamedItems(items, name);
  const total = items.length;
  const show = display();
  const percent = (done: number) => Math.floor(100 * done / total);
  let done = 0;
  show(`0 of ${total} ${name}`);
  try {
    for (const item of items) {
      yield item;
      done++;
      if (percent(done) > percent(done - 1)) {
        show(`${done} of ${total} ${name}`);
      }
    }
  } finally {
    if (done < total) show(`${done} of ${total} ${name}, then it stopped`);
  }
}

function requireNamedItems(items: readonly unknown[], name: string): void {
  if (!Array.isArray(items)) {
    throw new TypeError(
      "Cannot show progress as items must be an array, whose length is known: " +
        `current value is ${inWords(items)}`,
    );
  }
  requireWords("show progress", { name });
}

/** A line of text in the notebook that can be shown anew. */
function display(): (text: string) => void {
  const transient = { display_id: crypto.randomUUID() };
  let type = "display_data";
  return (text) => {
    const content = { data: { "text/plain": text }, metadata: {}, transient };
    void kernel()?.broadcast(type, content);
    type = "update_display_data";
  };
}
