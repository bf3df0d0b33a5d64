/**
 * Comparing what a notebook holds with what a run gives.
 *
 * @module
 */
import { diffArrays, structuredPatch } from "diff";
import { Obstacle } from "../shared/task.ts";
import {
  type Cell,
  cellNames,
  codeCells,
  type Notebook,
} from "../notebook/notebook.ts";
import { sameWithin } from "./numbers.ts";
import { mergedStreams, outputLines } from "./output_lines.ts";
import type { Problem } from "./problem.ts";
import { rules } from "./tags.ts";

/** What a comparison of two notebooks found. */
export interface Comparison {
  /** How many outputs were compared. */
  compared: number;
  /** The names of the code cells whose outputs were not compared, as a tag asks for. */
  ignored: string[];
  /** The differences. */
  problems: Problem[];
}

/**
 * Compares the stored code cells of a notebook with those of a run: the
 * execution counts, and of the outputs all that {@linkcode outputLines} tells.
 *
 * @param stored The notebook as it is stored
 * @param run The notebook as a run leaves it
 * @returns What was compared and how they differ
 */
export function compareNotebooks(stored: Notebook, run: Notebook): Comparison {
  const found: Comparison = { compared: 0, ignored: [], problems: [] };
  const fresh = codeCells(run);
  const names = cellNames(stored);
  for (const [i, cell] of codeCells(stored).entries()) {
    const problem = (text: string, diff?: string[]) =>
      found.problems.push({ cell: i + 1, text, ...diff ? { diff } : {} });
    const counts = differentCounts(cell, fresh[i]!);
    if (counts) problem(counts);
    try {
      const { tolerance, ignoresOutput } = rules(cell);
      if (ignoresOutput) {
        found.ignored.push(names[i]!);
        continue;
      }
      found.compared += outputs(cell).length;
      const diff = differentOutputs(cell, fresh[i]!, tolerance);
      if (diff.length > 0) problem(inWords(cell, fresh[i]!), diff);
    } catch (error) {
      if (!(error instanceof Obstacle)) throw error;
      problem(error.message);
    }
  }
  return found;
}

function outputs(cell: Cell) {
  return mergedStreams(cell.outputs ?? []);
}

/** The place in the order of execution. */
function differentCounts(stored: Cell, fresh: Cell): string | undefined {
  const is = stored.execution_count ?? null;
  const wanted = fresh.execution_count ?? null;
  if (is === wanted) return undefined;
  const given = is ? `has the execution count ${is}` : "was not run";
  return `${given}; run from the top it has ${wanted ?? "none"}`;
}

function inWords(stored: Cell, fresh: Cell): string {
  const [before, now] = [outputs(stored).length, outputs(fresh).length];
  if (before === now) return "the run shows something else than is stored";
  const given = `${before === 0 ? "no" : before} output`;
  return `${given}${before > 1 ? "s are" : " is"} stored, ` +
    `the run gives ${now === 0 ? "none" : now}`;
}

/** From how many changed lines on two outputs are just different: to pair them would take minutes. */
const maxEditLength = 3000;

/** The lines of a unified diff; none if the outputs are the same within the tolerance. */
function differentOutputs(
  stored: Cell,
  fresh: Cell,
  tolerance: number,
): string[] {
  const before = outputLines(stored.outputs ?? []);
  const after = inTheWordsOf(
    before,
    outputLines(fresh.outputs ?? []),
    tolerance,
  );
  const [old, now] = [before, after].map((lines) =>
    lines.map((line) => `${line}\n`).join("")
  );
  const options = { context: 2, maxEditLength };
  const patch = structuredPatch("", "", old!, now!, "", "", options);
  if (!patch) {
    return [
      ...before.map((line) => `-${line}`),
      ...after.map((line) => `+${line}`),
    ];
  }
  return patch.hunks.flatMap((hunk) => [
    `@@ -${hunk.oldStart},${hunk.oldLines} +${hunk.newStart},${hunk.newLines} @@`,
    ...hunk.lines,
  ]);
}

/** The new lines, with the old one in place of each that is the same within the tolerance. */
function inTheWordsOf(
  before: string[],
  now: string[],
  tolerance: number,
): string[] {
  const options = { comparator: sameWithin(tolerance), maxEditLength };
  let at = 0;
  return diffArrays(before, now, options)?.flatMap((change) => {
    if (change.added) return change.value;
    const old = before.slice(at, at += change.count);
    return change.removed ? [] : old;
  }) ?? now;
}
