/**
 * The result of a cell.
 *
 * @module
 */

/** What a reply to an `execute_request` says. */
export interface Result {
  /** `ok`, `error` or `aborted`. */
  status: string;
  /** The count of the cell. */
  execution_count?: number;
  /** The name of the error. */
  ename?: string;
  /** Its message. */
  evalue?: string;
  /** The lines that are shown. */
  traceback?: string[];
}

/** The result of a cell that failed. */
export function failure(ename: string, evalue: string): Result {
  return { status: "error", ename, evalue, traceback: [`${ename}: ${evalue}`] };
}
