/**
 * Columns of numbers, summarized.
 *
 * @module
 */
import { notNaN, positiveInteger } from "../_demands.ts";
import {
  requireIterable,
  requireNumber,
  requireRecord,
  requireType,
} from "../_require.ts";
import { type Summary, summary } from "./summary.ts";

/** One statistic of each column. */
export type StatisticOfColumns<Column extends string> =
  & { statistic: keyof Summary }
  & Record<Column, number>;

/**
 * Summarizes columns of records, such as the runs of several seeds: a record for
 * each statistic, in the order minimum, median, mean, maximum. So each column
 * still has one unit.
 *
 * @param records The records, one at least
 * @param columns The names of the columns, which hold numbers
 * @returns A record for `min`, `median`, `mean` and `max`
 * @throws {RangeError} If there is no record, or a column cannot be summarized:
 * see {@linkcode summary}
 * @throws {TypeError} If `records` are no records, `columns` no names, or a
 * record has no number in a column
 * @example
 * ```ts
 * import { summaries } from "adam/statistics";
 * import { assertEquals } from "@std/assert";
 *
 * const runs = [{ seed: 0, loss: 3 }, { seed: 1, loss: 1 }, { seed: 2, loss: 5 }];
 * assertEquals(summaries(runs, ["loss"]), [
 *   { statistic: "min", loss: 1 },
 *   { statistic: "median", loss: 3 },
 *   { statistic: "mean", loss: 3 },
 *   { statistic: "max", loss: 5 },
 * ]);
 * ```
 */
export function summaries<Column extends string>(
  records: readonly Readonly<Record<Column, number>>[],
  columns: readonly Column[],
): StatisticOfColumns<Column>[] {
  requireIterable(action, "records", records);
  requireIterable(action, "columns", columns);
  const all = [...records];
  requireNumber(action, "the number of records", all.length, positiveInteger);
  const summed = [...columns].map((column, i): [Column, Summary] => {
    requireType(action, `columns[${i}]`, column, "string");
    return [column, summary(valuesOf(all, column))];
  });
  return (["min", "median", "mean", "max"] as const).map((statistic) => {
    const numbers = summed.map(([column, of]) => [column, of[statistic]]);
    return { statistic, ...Object.fromEntries(numbers) };
  });
}

const action = "sum up the columns";

function valuesOf<Column extends string>(
  records: readonly Readonly<Record<Column, number>>[],
  column: Column,
): number[] {
  return records.map((record, i) => {
    requireRecord(action, `records[${i}]`, record);
    const value = record[column];
    requireNumber(action, `records[${i}].${column}`, value, notNaN);
    return value;
  });
}
