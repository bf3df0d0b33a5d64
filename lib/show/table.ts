/**
 * Tables that show every digit they were given.
 *
 * @module
 */
import TextTable from "cli-table3";
import { DataFrame } from "danfojs";
import wrapLines from "wrap-ansi";
import { type Cells, cellsOf, type Frame } from "./_cells.ts";
import { element } from "./_document.ts";
import {
  type Displayable,
  displayable,
  jupyterDisplay,
  type MediaBundle,
} from "./displayable.ts";

export type { Frame };

/**
 * A table, as HTML and as plain text. Numbers stand as JavaScript prints them,
 * with every digit that tells them from their neighbours; where fewer digits
 * are wanted, give text, made by `fixed` or `exponential`. Columns of numbers
 * are right-aligned, and all text is escaped.
 *
 * (The text view of danfojs cuts cells to about 15 characters and leaves out
 * columns; this one does not. A `DataFrame` that is the last expression of a
 * cell is shown the same way, without a caption.)
 *
 * @param data The rows: a danfojs `DataFrame`, or records that share their keys
 * @param options `caption`: what the table shows, in one sentence
 * @returns A value that shows itself in a notebook
 * @throws {TypeError} If the records do not all have the same keys, or a row
 * does not have a value for each column
 * @example
 * ```ts
 * import { jupyterDisplay, table } from "adam/show";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const shown = table([{ step: 1, factor: 1 / 0.271 }], { caption: "Factors" });
 * const { "text/plain": text } = shown[jupyterDisplay]();
 * assertStringIncludes(text!, "3.6900369003690034");
 * ```
 */
export function table(
  data: Frame | readonly object[],
  { caption }: { caption: string },
): Displayable {
  return displayable(render(data, caption));
}

/** Shows a bare `DataFrame` like {@linkcode table} does. */
Object.assign(DataFrame.prototype, {
  [jupyterDisplay](this: Frame): MediaBundle {
    return render(this, "");
  },
});

function render(data: Frame | readonly object[], caption: string): MediaBundle {
  const { columns, rows } = cellsOf(data);
  if (rows.length === 0) return emptyBundle(caption);
  const alignments = columns.map((_, i) =>
    rows.every((row) => isNumeric(row[i]!)) ? "right" : "left"
  );
  return {
    "text/html": html({ columns, rows, alignments, caption }),
    "text/plain": plain({ columns, rows, alignments, caption }),
  };
}

function emptyBundle(caption: string): MediaBundle {
  const words = `${caption} (no rows)`.trim();
  return {
    "text/html": element("p", {}, words).outerHTML,
    "text/plain": words,
  };
}

interface Drawing extends Cells {
  alignments: ("left" | "right")[];
  caption: string;
}

/** Whether a cell holds a number, perhaps after × or ≈, perhaps with a unit of %. */
function isNumeric(cell: string): boolean {
  return /^[×≈]? ?[-+]?(\d+\.?\d*(e[-+]?\d+)?|Infinity|NaN|inf|nan)( ?%)?$/
    .test(cell);
}

function html({ columns, rows, alignments, caption }: Drawing): string {
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
  const body = rows.map((row) =>
    element("tr", {}, ...row.map((cell, i) => element("td", side(i), cell)))
  );
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

function plain({ columns, rows, alignments, caption }: Drawing): string {
  const drawn = new TextTable({
    head: columns,
    colAligns: alignments,
    style: { head: [], border: [], compact: true },
  });
  drawn.push(
    ...rows.map((row) =>
      row.map((cell) => wrapLines(cell, widestText, { trim: false }))
    ),
  );
  return `${caption}\n${drawn}`.trim();
}
