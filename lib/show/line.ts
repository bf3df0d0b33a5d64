/**
 * Lines through columns of records.
 *
 * @module
 */
import { requireIterable, requireNumber, requireRecord } from "../_require.ts";
import { requireWords } from "../_words.ts";
import { finite } from "../_demands.ts";
import type { LabelledLine } from "./_labelled_line.ts";

/**
 * A line through two columns of records, such as the steps of a run.
 *
 * @param label The words beside the line
 * @param records The records, in the order their points are joined
 * @param x The name of the column that goes along the x axis
 * @param y The name of the other column
 * @returns The line: give it to `linePlot` or `logLogPlot`
 * @throws {TypeError} If `records` are none, a name is no text, or a record has
 * no number of that name
 * @throws {RangeError} If a number is NaN or infinite
 * @example
 * ```ts
 * import { adamSteps } from "adam";
 * import { line } from "adam/show";
 * import { assertEquals } from "@std/assert";
 *
 * const { points } = line("m", [...adamSteps([1])], "step", "gradient");
 * assertEquals(points, [{ x: 1, y: 1 }]);
 * ```
 */
export function line<Row extends object>(
  label: string,
  records: readonly Row[],
  x: keyof Row & string,
  y: keyof Row & string,
): LabelledLine {
  const action = "draw the line";
  requireWords(action, { label, x, y });
  requireIterable(action, "records", records);
  const points = [...records]
    .map((record, i) => {
      requireRecord(action, `records[${i}]`, record);
      const column = (name: keyof Row & string) => {
        const value = record[name] as number;
        requireNumber(action, `records[${i}].${name}`, value, finite);
        return value;
      };
      return { x: column(x), y: column(y) };
    });
  return { label, points };
}
