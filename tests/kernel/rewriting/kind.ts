/**
 * What a kind of cell is, and how it is made ready to be run in both kernels.
 *
 * @module
 */
import { createHash } from "node:crypto";

/**
 * The code of a cell, or of some that run one behind the other. A name that ends
 * in `_` is the kind's own. Two are there already: `note_(x)` keeps x in `notes_`
 * and returns it, `late_(x)` is a promise of x that takes a turn of the event loop.
 */
export type Kind = string | readonly string[];

const helpers = `const notes_: unknown[] = [];
const note_ = (x: unknown): any => { notes_.push(x); return x; };
const late_ = (x: unknown): Promise<any> =>
  new Promise((resolve) => setTimeout(resolve, 0, x));`;

const ownName = /(?<![\w$])(?<!(?<!\.\.)\.)[A-Za-z]\w*_(?!\w)/g;

/**
 * The cells of a kind, between one that has the helpers, if they are used, and
 * one that shows what all own names then stand for.
 *
 * @param kind The kind
 * @param title What it is about: with the kind it makes own names differ from all others
 */
export function programOf(kind: Kind, title: string): string[] {
  const number = numberOf(JSON.stringify([title, kind]));
  const cells = [kind].flat();
  const code = cells.join("\n");
  if (/\b(note|late)_/.test(code) && !code.includes("const note_")) {
    cells.unshift(helpers);
  }
  const names = new Set(code.match(ownName));
  names.delete("late_");
  names.delete("note_");
  const values = [...names].map((name) =>
    `  ${name}: (() => { try { return ${name}; } catch (e) { return e.message; } })(),\n`
  );
  cells.push(
    `console.log(Deno.inspect({\n${values.join("")}}, { depth: 6 }));`,
  );
  return cells.map((code) => code.replaceAll(ownName, `$&${number}`));
}

/** A number of eight digits that does not change when other kinds come. */
function numberOf(text: string): number {
  const bytes = createHash("sha256").update(text).digest();
  return 1e7 + bytes.readUInt32LE() % 9e7;
}
