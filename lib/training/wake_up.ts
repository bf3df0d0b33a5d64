/**
 * When a row begins to move.
 *
 * @module
 */
import { positiveInteger } from "../_demands.ts";
import { requireNumber } from "../_require.ts";
import type { GroupRecord } from "./_group_record.ts";
import { requireRecords } from "./_require_records.ts";

/** The fields that are read from a record. */
export type WakeRecord = Pick<
  GroupRecord,
  "step" | "epsilon" | "gradient" | "relativeUpdate"
>;

/** When a group of rows wakes up. */
export interface WakeUp {
  /** The group's $\epsilon$. */
  epsilon: number;
  /** The first recorded step at which the free gradient is above $\epsilon$; `Infinity` if there is none. */
  predicted: number;
  /** The first recorded step that used a tenth of $\eta$; `Infinity` if there is none. */
  awake: number;
}

/**
 * When rows whose gradient was far below $\epsilon$ begin to move: predicted
 * and observed. Below $\epsilon$ Adam hardly moves a row; its gradient grows
 * like that of a free row, which nothing pushes back, as under gradient
 * descent, until it exceeds $\epsilon$:
 *
 * $$\min \{t : |g_t^{free}| > \epsilon\}, \quad
 * \min \{t : |\Delta_t| > \eta / 10\}$$
 *
 * @param records The records of the group, of `frozenBodyRun`
 * @param free The records of a group that nothing pushes back
 * @returns The two steps
 * @throws {RangeError} If there is no record of the group, or a number is not finite
 * @throws {TypeError} If an argument is not an array of records
 * @example
 * ```ts
 * import { wakeUp } from "adam/training";
 * import { assertEquals } from "@std/assert";
 *
 * const record = { epsilon: 1e-8, gradient: 1e-9, relativeUpdate: 0.05 };
 * const sleeping = [{ step: 1, ...record }, { step: 2, ...record }];
 * const awake = [...sleeping, { ...record, step: 3, relativeUpdate: 0.3 }];
 * const free = [{ ...record, step: 2, gradient: 2e-8 }];
 * assertEquals(wakeUp(awake, free), { epsilon: 1e-8, predicted: 2, awake: 3 });
 * assertEquals(wakeUp(sleeping, []).awake, Infinity);
 * ```
 */
export function wakeUp(
  records: readonly WakeRecord[],
  free: readonly WakeRecord[],
): WakeUp {
  requireRecords(action, "records", records, columns);
  requireRecords(action, "free", free, columns);
  requireNumber(action, "records.length", records.length, positiveInteger);
  const { epsilon } = records[0]!;
  const predicted = free.find(({ gradient }) => gradient > epsilon);
  const awake = records.find(({ relativeUpdate }) => relativeUpdate > 0.1);
  return {
    epsilon,
    predicted: predicted?.step ?? Infinity,
    awake: awake?.step ?? Infinity,
  };
}

const action = "find when rows wake up";
const columns = ["step", "epsilon", "gradient", "relativeUpdate"] as const;
