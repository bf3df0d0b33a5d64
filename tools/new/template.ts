/**
 * What a question makes of the template of new notebooks.
 *
 * @module
 */
import { Obstacle } from "../shared/task.ts";
import { joined, type Notebook } from "../notebook/notebook.ts";

/** How many words of a question its file is named after. */
const mostWords = 8;

/**
 * The name of a question's file, without its ending: the first words, in small
 * letters, joined by `_`.
 *
 * @throws {Obstacle} If there is no question, or no letter in it that a file
 * can be named after
 */
export function nameOf(question: string): string {
  const given = `what was given is "${question}"`;
  if (!question.trim().endsWith("?")) {
    throw new Obstacle(
      `A notebook needs a question, with its question mark: ${given}. ` +
        'For example: deno task new "Does warmup change the first step?"',
    );
  }
  const ascii = question.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const words = ascii.match(/[a-z0-9]+/g) ?? [];
  const name = words.slice(0, mostWords).join("_");
  if (name === "index") {
    throw new Obstacle(
      `A notebook named index has no page, as index.html lists the pages: ask in more words, ${given}`,
    );
  }
  if (/[a-z]/.test(name)) return name;
  throw new Obstacle(
    `A notebook's file is named after its question, which needs letters from a to z: ${given}`,
  );
}

/**
 * Fills the template's `{{title}}`, `{{question}}` and `{{name}}`.
 *
 * @param template The template, a notebook file
 * @param question The question
 * @returns The notebook file
 * @throws {Obstacle} As {@linkcode nameOf} does
 */
export function fillTemplate(template: string, question: string): string {
  const asked = question.trim().replace(/\s+/g, " ");
  const words: Record<string, string> = {
    title: asked.replace(/\s*\?$/, ""),
    question: asked,
    name: nameOf(question),
  };
  const notebook: Notebook = JSON.parse(template);
  for (const cell of notebook.cells) {
    cell.source = joined(cell.source)
      .replace(/\{\{(\w+)\}\}/g, (_, name: string) => words[name]!);
  }
  return JSON.stringify(notebook, null, 1) + "\n";
}
