/**
 * What is asked of the matrices that a function is given, and of its result.
 *
 * @module
 */
import { finite, positiveInteger, sameAs } from "./_demands.ts";
import {
  type Demand,
  inWords,
  requireNumber,
  requireNumbers,
  requireRecord,
} from "./_require.ts";

/** A matrix: `values[i * columns + j]` is the number in row $i$, column $j$. */
export interface Matrix {
  /** How many rows it has. */
  rows: number;
  /** How many numbers a row has. */
  columns: number;
  /** All numbers, a row after the other. */
  values: Float64Array;
}

/** A size that must be as large as another one. */
export interface Size {
  /** What has that size. */
  of: string;
  /** The size. */
  is: number;
}

/** Throws unless a value is a matrix whose array is as long as it says. */
export function requireShape(
  action: string,
  name: string,
  matrix: Matrix,
  { rows, columns }: { rows?: Size; columns?: Size } = {},
): void {
  if (hasShape(matrix, rows, columns)) return;
  // What does not fit is named; that takes longer than to see whether all fits.
  requireRecord(action, name, matrix);
  const demand = (size?: Size): Demand =>
    size ? sameAs(size.of, size.is) : positiveInteger;
  requireNumber(action, `${name}.rows`, matrix.rows, positiveInteger);
  requireNumber(action, `${name}.rows`, matrix.rows, demand(rows));
  requireNumber(action, `${name}.columns`, matrix.columns, positiveInteger);
  requireNumber(action, `${name}.columns`, matrix.columns, demand(columns));
  if (!(matrix.values instanceof Float64Array)) {
    throw new TypeError(
      `Cannot ${action} as ${name}.values must be a Float64Array: current value is ${
        inWords(matrix.values)
      }`,
    );
  }
  const { length } = matrix.values;
  const count = matrix.rows * matrix.columns;
  const product = sameAs(`${name}.rows x ${name}.columns`, count);
  requireNumber(action, `${name}.values.length`, length, product);
}

function hasShape(matrix: Matrix, rows?: Size, columns?: Size): boolean {
  return matrix?.values instanceof Float64Array &&
    positiveInteger.met(matrix.rows) && positiveInteger.met(matrix.columns) &&
    matrix.values.length === matrix.rows * matrix.columns &&
    (!rows || matrix.rows === rows.is) &&
    (!columns || matrix.columns === columns.is);
}

/** Throws unless a value is a matrix, of that shape if there is one, that holds finite numbers. */
export function requireMatrix(
  action: string,
  name: string,
  matrix: Matrix,
  shape: { rows?: Size; columns?: Size } = {},
): void {
  requireShape(action, name, matrix, shape);
  requireFinite(action, `${name}.values`, matrix.values);
}

/** Throws unless all numbers of an array are finite: of a result, where one has overflowed. */
export function requireFinite(
  action: string,
  name: string,
  values: Float64Array,
): void {
  const i = firstNotFinite(values);
  if (i !== -1) requireNumber(action, `${name}[${i}]`, values[i]!, finite);
}

/** Alone, the loop takes half as long as around what throws. */
function firstNotFinite(values: Float64Array): number {
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) return i;
  }
  return -1;
}

/** Throws unless there is a finite number for each of some columns. */
export function requireForEach(
  action: string,
  name: string,
  values: ArrayLike<number>,
  size: Size,
): void {
  requireNumbers(action, name, values, finite);
  requireNumber(
    action,
    `${name}.length`,
    values.length,
    sameAs(size.of, size.is),
  );
}
