/**
 * Tables that show every digit they were given.
 *
 * @module
 */
import TextTable, { type Cell } from "cli-table3";
import wrapLines from "wrap-ansi";
import { requireNumber, requireType } from "../_require.ts";
import { settingsOf } from "../_settings.ts";
import { type Cells, cellsOf, cellText, type Frame } from "./_cells.ts";
import { columnFormat, RoundedText } from "./_column_digits.ts";
import { element } from "./_document.ts";
import {
  type Displayable,
  displayable,
  type MediaBundle,
} from "./displayable.ts";

export type { Frame };

/**
 * A table, as HTML and as plain text. Numbers stand as JavaScript prints them,
 * with every digit that tells them from their neighbours, or with the
 * significant `digits` that mean something: then a column has one number of
 * decimals, or exponents where its sizes need them, though not near 1; the text
 * keeps every digit, and in a page the exact number appears under the pointer. Columns of numbers are right-aligned, and all text is escaped.
 *
 * (The text view of danfojs cuts cells to about 15 characters and leaves out
 * columns; this one does not. A `DataFrame` or a `Series` that is the last
 * expression of a cell is shown the same way, without a caption.)
 *
 * @param data The rows: a danfojs `DataFrame` or `Series`, or records that share
 * their keys
 * @param options `caption`: what the table shows, in one sentence; none by
 * default. `rows`: how many rows are shown, 60 by default: of more, the first
 * and the last, and how many are left out between them. `Infinity` shows all.
 * `digits`: how many significant digits numbers have in a page, 1 to 17, or
 * `Infinity` for all of them, as by default; counts
 * and numbers of fewer digits stay as they are
 * @returns A value that shows itself in a notebook
 * @throws {TypeError} If `data` is no such thing, the records do not all have
 * the same keys, or a row does not have a value for each column
 * @throws {RangeError} If `rows` is not a whole number above zero or `Infinity`,
 * or `digits` not one from 1 to 17 or `Infinity`
 * @example
 * ```ts
 * import { jupyterDisplay, table } from "adam/show";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const shown = table([{ step: 1, factor: 1 / 0.271 }], { caption: "Factors" });
 * const { "text/plain": text } = shown[jupyterDisplay]();
 * assertStringIncludes(text!, "3.6900369003690034");
 *
 * const rounded = table([{ factor: 1 / 0.271 }], { digits: 3 });
 * assertStringIncludes(rounded[jupyterDisplay]()["text/html"]!, ">3.69<");
 * ```
 */
export function table(
  data: Frame | readonly object[],
  options: { caption?: string; rows?: number; digits?: number } = {},
): Displayable {
  const action = "show the table";
  const defaults = { caption: "", rows: 60, digits: Infinity };
  const { caption, rows, digits } = settingsOf(action, defaults, options);
  requireType(action, "caption", caption, "string");
  requireNumber(action, "rows", rows, {
    wanted: "a whole number above zero, or Infinity",
    met: (rows) => rows > 0 && (rows === Infinity || Number.isInteger(rows)),
  });
  requireNumber(action, "digits", digits, {
    wanted: "a whole number from 1 to 17, or Infinity",
    met: (count) =>
      count === Infinity ||
      Number.isInteger(count) && count >= 1 && count <= 17,
  });
  return displayable(render(cellsOf(data, rows), caption, digits));
}

function render(cells: Cells, caption: string, digits: number): MediaBundle {
  if (cells.rows.length === 0) return emptyBundle(caption);
  const { columns, leftOut } = cells;
  const rows = cells.rows.map((row) => row.map(cellText));
  const alignments = columns.map((_, i) =>
    rows.every((row) => isNumeric(row[i]!)) ? "right" : "left"
  );
  const drawing = { columns, rows, leftOut, alignments, caption };
  const rounded = roundedRows(cells, digits);
  return { "text/html": html(drawing, rounded), "text/plain": plain(drawing) };
}

/** The cells with their numbers rounded, each column in one format. */
function roundedRows({ columns, rows }: Cells, digits: number): string[][] {
  const formats = columns.map((_, i) => {
    const numbers = rows.map((row) => row[i]).filter((x) =>
      typeof x === "number"
    );
    return columnFormat(numbers, digits);
  });
  return rows.map((row) =>
    row.map((value, i) => {
      if (value instanceof RoundedText) return value.shown;
      return typeof value === "number" ? formats[i]!(value) : cellText(value);
    })
  );
}

function emptyBundle(caption: string): MediaBundle {
  const words = `${caption} (no rows)`.trim();
  return {
    "text/html": element("p", {}, words).outerHTML,
    "text/plain": words,
  };
}

interface Drawing {
  columns: string[];
  /** The cells, with every digit. */
  rows: string[][];
  leftOut: number;
  alignments: ("left" | "right")[];
  caption: string;
}

/** Whether a cell holds a number, perhaps after × or ≈, perhaps with a unit of %. */
function isNumeric(cell: string): boolean {
  return /^[×≈]? ?[-+]?(\d+\.?\d*(e[-+]?\d+)?|Infinity|NaN|inf|nan)( ?%)?$/
    .test(cell);
}

function html(
  { columns, rows, leftOut, alignments, caption }: Drawing,
  rounded: string[][],
): string {
  // Sites that strip styles still obey the old attribute.
  const side = (i: number) => ({
    align: alignments[i]!,
    style: alignments[i] === "right"
      ? "text-align: right; font-variant-numeric: tabular-nums"
      : "text-align: left",
  });
  const head = columns.map((name, i) =>
    element("th", { scope: "col", ...side(i) }, name)
  );
  const body = rows.map((row, r) => {
    const cells = row.map((exact, i) => {
      const cell = rounded[r]![i]!;
      const title = cell === exact ? {} : { title: exact };
      return element("td", { ...side(i), ...title }, cell);
    });
    return element("tr", {}, ...cells);
  });
  if (leftOut) {
    const gap = element("td", { colspan: `${columns.length}` }, words(leftOut));
    body.splice(Math.ceil(rows.length / 2), 0, element("tr", {}, gap));
  }
  return element(
    "table",
    {},
    ...(caption ? [element("caption", {}, caption)] : []),
    element("thead", {}, element("tr", {}, ...head)),
    element("tbody", {}, ...body),
  ).outerHTML;
}

/** How many characters a cell of text may be wide before its lines are broken. */
const widestText = 60;

function plain(
  { columns, rows, leftOut, alignments, caption }: Drawing,
): string {
  const drawn = new TextTable({
    head: columns,
    colAligns: alignments,
    style: { head: [], border: [], compact: true },
  });
  const body: Cell[][] = rows.map((row) =>
    row.map((cell) => wrapLines(cell, widestText, { trim: false }))
  );
  if (leftOut) {
    const gap = { content: words(leftOut), colSpan: columns.length };
    body.splice(Math.ceil(rows.length / 2), 0, [gap]);
  }
  drawn.push(...body);
  return `${caption}\n${drawn}`.trim();
}

/** What stands where rows are left out. */
function words(leftOut: number): string {
  const count = `${leftOut}`.replace(/\B(?=(\d{3})+$)/g, ",");
  return `⋮ ${count} row${leftOut === 1 ? "" : "s"} left out; ` +
    "table(data, { rows: Infinity }) shows all";
}
