/**
 * Whether a notebook was run on what is there now.
 *
 * @module
 */
import {
  cellNames,
  codeCells,
  isNotRun,
  type Notebook,
  type RunRecord,
} from "../notebook/notebook.ts";
import { isRecord } from "../shared/json.ts";

/**
 * What the record of its run says of a notebook. `FRESH`: it was run on what is
 * there now. `STALE`: something has changed since. `HOLLOW`: there is a record
 * without a run behind it, as cells were not run. `UNRECORDED`: there is none.
 */
export type Freshness = "FRESH" | "STALE" | "HOLLOW" | "UNRECORDED";

/**
 * How fresh a notebook is.
 *
 * @param notebook The notebook as it is stored
 * @param now The record that it would get now
 * @returns That, and why it is not fresh
 */
export function freshnessOf(
  notebook: Notebook,
  now: RunRecord,
): { freshness: Freshness; why: string[] } {
  const stored = notebook.metadata.run;
  if (!isRecord(stored?.files)) return { freshness: "UNRECORDED", why: [] };
  const missing = notRun(notebook);
  const why = [...missing, ...changesSince(stored, now)];
  if (missing.length > 0) return { freshness: "HOLLOW", why };
  return { freshness: why.length > 0 ? "STALE" : "FRESH", why };
}

function notRun(notebook: Notebook): string[] {
  const names = cellNames(notebook);
  return codeCells(notebook).flatMap((cell, i) =>
    cell.execution_count || isNotRun(cell) ? [] : [`${names[i]} was not run`]
  );
}

function changesSince(stored: RunRecord, now: RunRecord): string[] {
  const [before, after] = [stored.files, now.files];
  const files = Object.keys({ ...before, ...after })
    .filter((name) => before[name] !== after[name])
    .map((name) => {
      if (before[name] === undefined) return `${name} is new`;
      return `${name} ${after[name] === undefined ? "is gone" : "has changed"}`;
    });
  const cells = stored.cells === now.cells ? [] : ["the cells have changed"];
  return [...cells, ...files];
}
