/**
 * Records that were stored by columns.
 *
 * @module
 */
import { anyNumber, sameAs } from "../_demands.ts";
import { requireNumber, requireNumbers, requireRecord } from "../_require.ts";

/** Numbers by columns, as JSON stores them: `NaN` is `null`. */
export type Columns<Name extends string> = Readonly<
  Record<Name, readonly (number | null)[]>
>;

/**
 * The records that were stored by columns, as `deno task sweep` stores those of a
 * training.
 *
 * @param columns The columns by their names
 * @returns A record for each place in the columns
 * @throws {RangeError} If a column is empty, or not as long as the first one
 * @throws {TypeError} If `columns` is not a record of arrays of numbers
 * @example
 * ```ts
 * import { recordsOfColumns } from "adam/training";
 * import { assertEquals } from "@std/assert";
 *
 * const records = recordsOfColumns({ step: [1, 2], loss: [8.5, null] });
 * assertEquals(records, [{ step: 1, loss: 8.5 }, { step: 2, loss: NaN }]);
 * ```
 */
export function recordsOfColumns<Name extends string>(
  columns: Columns<Name>,
): Record<Name, number>[] {
  const action = "make records of columns";
  requireRecord(action, "columns", columns);
  const names = Object.keys(columns) as Name[];
  const count = columns[names[0]!]?.length ?? 0;
  const numbers = names.map((name) => {
    const values = columns[name]?.map?.((value) => value ?? NaN);
    requireNumbers(action, `columns.${name}`, values, anyNumber);
    const demand = sameAs(`columns.${names[0]}`, count);
    requireNumber(action, `columns.${name}.length`, values.length, demand);
    return values;
  });
  return Array.from(
    { length: count },
    (_, i) =>
      Object.fromEntries(
        names.map((name, column) => [name, numbers[column]![i]]),
      ) as Record<Name, number>,
  );
}
