/**
 * The checks of records that a run returned.
 *
 * @module
 */
import { finite } from "../_demands.ts";
import { inWords, requireNumber, requireRecord } from "../_require.ts";
import type { GroupRecord } from "./_group_record.ts";

/** Throws unless records have finite numbers in some columns. */
export function requireRecords<
  Column extends Exclude<keyof GroupRecord, "group">,
>(
  action: string,
  name: string,
  records: readonly Pick<GroupRecord, Column>[],
  columns: readonly Column[],
): void {
  if (!Array.isArray(records)) {
    throw new TypeError(
      `Cannot ${action} as ${name} must be an array of records: current value is ${
        inWords(records)
      }`,
    );
  }
  for (const [i, record] of records.entries()) {
    requireRecord(action, `${name}[${i}]`, record);
    for (const column of columns) {
      requireNumber(action, `${name}[${i}].${column}`, record[column], finite);
    }
  }
}
