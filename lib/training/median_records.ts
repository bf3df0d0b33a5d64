/**
 * The median of several trainings, step by step.
 *
 * @module
 */
import { anyNumber, sameAs } from "../_demands.ts";
import { requireIterable, requireNumber, requireRecord } from "../_require.ts";
import { medianOf } from "./_rows.ts";

/**
 * The median over several trainings, such as those of several seeds, for each
 * step and each column. It is `NaN` where one of them is, as `deadCoherence` is
 * once no row moves.
 *
 * @param runs The records of each training, of the same steps
 * @returns The medians, a record for each step
 * @throws {RangeError} If there is no training, or their steps differ
 * @throws {TypeError} If `runs` are not arrays of records of numbers
 * @example
 * ```ts
 * import { medianRecords } from "adam/training";
 * import { assertEquals } from "@std/assert";
 *
 * const runs = [7, 9, 200].map((loss) => [{ step: 1, loss }]);
 * assertEquals(medianRecords(runs), [{ step: 1, loss: 9 }]);
 * ```
 */
export function medianRecords<Columns extends { readonly step: number }>(
  runs: readonly (readonly Columns[])[],
): Columns[] {
  requireIterable(action, "runs", runs);
  requireNumber(action, "the number of runs", [...runs].length, {
    wanted: "1 or more",
    met: (count) => count > 0,
  });
  const [first] = runs;
  for (const [i, run] of runs.entries()) {
    requireIterable(action, `runs[${i}]`, run);
    const demand = sameAs("runs[0]", first!.length);
    requireNumber(action, `runs[${i}].length`, run.length, demand);
  }
  return first!.map((record, i) => {
    requireRecord(action, `runs[0][${i}]`, record);
    const others = runs.map((run) => run[i]!);
    return Object.fromEntries(
      Object.keys(record).map((name) => [name, medianColumn(others, i, name)]),
    ) as unknown as Columns;
  });
}

const action = "take the median of records";

function medianColumn(
  records: readonly { readonly step: number }[],
  i: number,
  name: string,
): number {
  const values = records.map((record, run) => {
    const place = `runs[${run}][${i}]`;
    requireRecord(action, place, record);
    const value = record[name as "step"];
    requireNumber(action, `${place}.${name}`, value, anyNumber);
    if (name !== "step") return value;
    const sameStep = sameAs("runs[0]", records[0]!.step);
    requireNumber(action, `${place}.step`, value, sameStep);
    return value;
  });
  return values.some(Number.isNaN) ? NaN : medianOf(Float64Array.from(values));
}
