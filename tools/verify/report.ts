/**
 * What `deno task verify` prints.
 *
 * @module
 */
import Table from "cli-table3";
import { styleText } from "node:util";
import { cellNames, codeCells, joined } from "../notebook/notebook.ts";
import { visible } from "../shared/visible.ts";
import { shortenLines } from "./shorten_lines.ts";
import type { Problem } from "./problem.ts";
import type { Report } from "./verify_notebook.ts";

/** How many lines of a diff are shown. */
const longest = 60;

/**
 * What was found out about a notebook, for reading. Colored on a terminal.
 *
 * @param name The notebook's name
 * @param report What was found out
 * @returns The text; nothing if there is nothing to say
 */
export function reportText(name: string, report: Report): string {
  const { notebook, notes, problems } = report;
  const cells = notebook ? codeCells(notebook) : [];
  const names = notebook ? cellNames(notebook) : [];
  const titles = cells.map(({ id, source }, i) => {
    const first = [...joined(source).trim().split("\n")[0]!];
    const start = first.slice(0, 80).join("") + (first.length > 80 ? "…" : "");
    return visible(`${names[i]}${id ? ` (${id})` : ""}: ${start}`);
  });
  const places = problems.map(({ cell }) =>
    cell === undefined ? visible(name) : `${visible(name)}, ${titles[cell - 1]}`
  );
  const paragraphs = problems.map((problem, i) => [
    ...places[i] === places[i - 1] ? [] : [styleText("bold", places[i]!)],
    `  ${inWords(problem)}`,
    ...diffText(problem.diff),
  ]);
  paragraphs.push(...notes.map((note) => [`${visible(name)}: ${note}`]));
  return paragraphs.map((lines) => `${lines.join("\n")}\n`).join("\n");
}

function inWords({ line, column, text }: Problem): string {
  const place = line === undefined ? "" : `line ${line}, column ${column}: `;
  return visible(place + text).replaceAll("\n", "\n  ");
}

function diffText(diff: string[] = []): string[] {
  if (diff.length === 0) return [];
  const lines = shortenLines(diff).map(visible);
  const more = lines.length - longest;
  return [
    styleText("red", "  --- stored"),
    styleText("green", "  +++ run again"),
    ...lines.slice(0, longest).map((line) => `  ${colored(line)}`),
    ...more > 0 ? [`  … and ${more} more lines`] : [],
  ];
}

function colored(line: string): string {
  if (line.startsWith("-")) return styleText("red", line);
  if (line.startsWith("+")) return styleText("green", line);
  return line.startsWith("@@") ? styleText("cyan", line) : line;
}

/**
 * The summary of all notebooks as a table.
 *
 * @param reports What was found out about each, by its name
 * @returns The table
 */
export function summary(reports: Map<string, Report>): string {
  const table = new Table({
    head: ["notebook", "state", "cells", "outputs compared", "problems"],
    colAligns: ["left", "left", "right", "right", "right"],
    style: { head: [], border: [] },
  });
  for (const [name, report] of reports) {
    const { notebook, freshness, compared, problems } = report;
    const cells = notebook ? codeCells(notebook).length : "";
    table.push([
      visible(name),
      freshness ?? "",
      cells,
      compared,
      problems.length,
    ]);
  }
  return table.toString();
}
