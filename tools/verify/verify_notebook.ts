/**
 * All that `deno task verify` finds out about one notebook.
 *
 * @module
 */
import { Obstacle } from "../shared/task.ts";
import type { Notebook } from "../notebook/notebook.ts";
import { EndedBySignal } from "../shared/child.ts";
import { readNotebook } from "../notebook/read_notebook.ts";
import { runNotebook } from "../notebook/run_notebook.ts";
import { checkCells } from "./cell_checks.ts";
import { compareNotebooks } from "./compare.ts";
import type { Problem } from "./problem.ts";
import { makeRecord } from "../notebook/run_record.ts";
import { type Freshness, freshnessOf } from "./freshness.ts";

const advice = "`deno task render` runs it and saves it with a new record";

/** What was found out about a notebook. */
export interface Report {
  /** The notebook; none if the file could not be read as one. */
  notebook?: Notebook;
  /** What the record of its run says. */
  freshness?: Freshness;
  /** How many of its outputs were compared. */
  compared: number;
  /** What is worth knowing and no problem. */
  notes: string[];
  /** What is wrong with it. */
  problems: Problem[];
}

/**
 * Reads a notebook, looks at the record of its run, has its cells checked, runs it and
 * compares what it holds with what the run gives. The file stays as it is.
 *
 * @param path The notebook
 * @param right Code whose types are known to be right, by the paths of notebooks
 * @returns What was found out
 */
export async function verifyNotebook(
  path: string,
  right: ReadonlyMap<string, string>,
): Promise<Report> {
  const report: Report = { compared: 0, notes: [], problems: [] };
  try {
    const notebook = report.notebook = (await readNotebook(path)).notebook;
    const now = await makeRecord(path, notebook);
    const { freshness, why } = freshnessOf(notebook, now);
    report.freshness = freshness;
    if (why.length > 0) {
      const text = [`${freshness}: ${advice}`, ...why].join("\n- ");
      report.problems.push({ text });
    }
    const madeBy = notebook.metadata.run?.deno ?? now.deno;
    if (madeBy !== now.deno) {
      report.notes.push(`stored by Deno ${madeBy}, run now by ${now.deno}`);
    }
    report.problems.push(...await checkCells(path, notebook, right));
    const run = await runNotebook(path, notebook, "--to-the-end");
    const { compared, ignored, problems } = compareNotebooks(notebook, run);
    report.compared = compared;
    report.problems.push(...problems);
    for (const cell of ignored) {
      report.notes.push(`outputs not compared, as tagged: ${cell}`);
    }
  } catch (error) {
    if (error instanceof EndedBySignal) throw error;
    // Whatever it is, the next notebook has its turn.
    const text = error instanceof Obstacle ? error.message : `${error}`;
    report.problems.push({ text });
  }
  report.problems.sort((a, b) => (a.cell ?? 0) - (b.cell ?? 0));
  return report;
}
