/**
 * What stands in the cells of a table.
 *
 * @module
 */

/** What a table reads of a danfojs `DataFrame`. */
export interface Frame {
  /** The names of the columns. */
  readonly columns: string[];
  /** The values, row by row. */
  readonly values: unknown;
  /** What the rows are called; shown unless it merely counts them from 0. */
  readonly index: readonly (string | number)[];
}

/** The cells of a table as text, and the names of its columns. */
export interface Cells {
  columns: string[];
  rows: string[][];
}

/** Reads the cells of a `DataFrame`, or of records that share their keys. */
export function cellsOf(data: Frame | readonly object[]): Cells {
  return isRecords(data) ? ofRecords(data) : ofFrame(data);
}

function isRecords(data: Frame | readonly object[]): data is readonly object[] {
  return Array.isArray(data);
}

function ofFrame({ columns, index, values }: Frame): Cells {
  const rows = (values as unknown[][]).map((row, i) => {
    if (row.length === columns.length) return row.map(text);
    throw new TypeError(
      `Cannot show the table as every row must have a value for each of ${columns}: ` +
        `row ${i} has ${row.length}`,
    );
  });
  if (index.every((name, i) => name === i)) return { columns, rows };
  return {
    columns: ["", ...columns],
    rows: rows.map((row, i) => [text(index[i]), ...row]),
  };
}

function ofRecords(records: readonly object[]): Cells {
  const columns = Object.keys(records[0] ?? {});
  const rows = records.map((record, i) => {
    const keys = Object.keys(record);
    if (keys.length === columns.length && columns.every((c) => c in record)) {
      return columns.map((c) => text((record as Record<string, unknown>)[c]));
    }
    throw new TypeError(
      `Cannot show the table as every record must have the keys ${columns}: ` +
        `record ${i} has ${keys}`,
    );
  });
  return { columns, rows };
}

/** Every digit of a number, the sign of a zero too; text as it is. */
function text(value: unknown): string {
  if (Object.is(value, -0)) return "-0";
  return typeof value === "object" && value !== null
    ? JSON.stringify(value)
    : String(value);
}
