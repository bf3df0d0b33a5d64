/**
 * What stands in the cells of a table.
 *
 * @module
 */

import { inWords } from "../_require.ts";
import { exactText, RoundedText } from "./_column_digits.ts";

/** What a table reads of a danfojs `DataFrame` or `Series`. */
export interface Frame {
  /** The names of the columns. */
  readonly columns: string[];
  /** The values, row by row. */
  readonly values: unknown;
  /** What the rows are called; shown unless it merely counts them from 0. */
  readonly index: readonly (string | number)[];
}

/** The cells of a table, and the names of its columns. */
export interface Cells {
  columns: string[];
  /** The values of the rows that are shown. */
  rows: unknown[][];
  /** How many are left out, between the two halves of those that are shown. */
  leftOut: number;
}

const action = "show the table";

/**
 * Reads the cells of a `DataFrame`, or of records that share their keys: all
 * rows, or the first and the last ones of more than that.
 */
export function cellsOf(data: Frame | readonly object[], most: number): Cells {
  if (Array.isArray(data)) return ofRecords(data, most);
  const { columns, index, values } = (data ?? {}) as Frame;
  if ([columns, index, values].every(Array.isArray)) {
    return ofFrame(data as Frame, most);
  }
  throw new TypeError(
    `Cannot ${action} as data must be a DataFrame or an array of records: ` +
      `current value is ${inWords(data)}`,
  );
}

function ofFrame({ columns, index, values }: Frame, most: number): Cells {
  // A Series has one value for each row.
  const all = (values as unknown[]).map((row) =>
    Array.isArray(row) ? row : [row]
  );
  for (const [i, row] of all.entries()) {
    if (row.length === columns.length) continue;
    throw new TypeError(
      `Cannot ${action} as every row must have a value for each of ${columns}: ` +
        `row ${i} has ${row.length}`,
    );
  }
  const named = index.some((name, i) => name !== i);
  const whole = named ? all.map((row, i) => [index[i], ...row]) : all;
  const names = columns.map(String);
  return {
    columns: named ? ["", ...names] : names,
    ...shown(whole, most, (row) => row),
  };
}

function ofRecords(records: readonly object[], most: number): Cells {
  const columns = Object.keys(records[0] ?? {});
  for (const [i, record] of records.entries()) {
    if (typeof record !== "object" || record === null) {
      throw new TypeError(
        `Cannot ${action} as data[${i}] must be a record of named values: ` +
          `current value is ${inWords(record)}`,
      );
    }
    const keys = Object.keys(record);
    if (keys.length === columns.length && columns.every((c) => c in record)) {
      continue;
    }
    throw new TypeError(
      `Cannot ${action} as every record must have the keys ${columns}: ` +
        `record ${i} has ${keys}`,
    );
  }
  const cells = (record: object) =>
    columns.map((c) => (record as Record<string, unknown>)[c]);
  return { columns, ...shown(records, most, cells) };
}

/** The cells of the rows that are shown; of no others, as there may be millions. */
function shown<Row>(
  rows: readonly Row[],
  most: number,
  cells: (row: Row) => unknown[],
): Omit<Cells, "columns"> {
  const leftOut = Math.max(0, rows.length - most);
  const head = leftOut ? Math.ceil(most / 2) : rows.length;
  const kept = [...rows.slice(0, head), ...rows.slice(head + leftOut)];
  return { rows: kept.map(cells), leftOut };
}

/** Every digit of a number, the sign of a zero too; text as it is; what holds values as JSON. */
export function cellText(value: unknown): string {
  if (typeof value === "number") return exactText(value);
  if (value instanceof RoundedText) return value.exact;
  if (typeof value !== "object" || value === null) return String(value);
  try {
    return JSON.stringify(
      value,
      (_, inner) => typeof inner === "bigint" ? `${inner}` : inner,
    );
  } catch (error) {
    throw new TypeError(
      `Cannot ${action} as data must hold values that JSON can hold: ` +
        `current value is ${inWords(value)}`,
      { cause: error },
    );
  }
}
