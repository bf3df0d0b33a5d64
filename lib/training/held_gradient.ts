/**
 * At what size a gradient is held.
 *
 * @module
 */
import { finite, positive } from "../_demands.ts";
import { requireNumber, requireNumbers } from "../_require.ts";
import { summary } from "../statistics/summary.ts";
import type { GroupRecord } from "./_group_record.ts";
import { requireRecords } from "./_require_records.ts";

/**
 * At what size Adam holds the gradient of a group of rows, in units of the
 * group's $\epsilon$: the median over the records from a step on,
 *
 * $$\operatorname{median}_{t \ge t_0} \; |g_t| / \epsilon$$
 *
 * @param records The records of the group, from `frozenBodyRun`
 * @param from The first step that counts, $t_0$
 * @returns The median ratio
 * @throws {RangeError} If there is no record from that step on, a number is not
 * finite, or $\epsilon$ is not above zero
 * @throws {TypeError} If `records` is not an array of records, or `from` not a
 * number
 * @example
 * ```ts
 * import { heldGradient } from "adam/training";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const gradients = [1e-17, 3e-8, 2e-8, 4e-8];
 * const records = gradients.map((gradient, i) => (
 *   { step: i + 1, epsilon: 1e-8, gradient }
 * ));
 * assertAlmostEquals(heldGradient(records, 2), 3, 1e-12);
 * ```
 */
export function heldGradient(
  records: readonly Pick<GroupRecord, "step" | "epsilon" | "gradient">[],
  from: number,
): number {
  const action = "find the held gradient";
  requireRecords(action, "records", records, ["step", "epsilon", "gradient"]);
  requireNumber(action, "from", from, finite);
  const late = records.filter(({ step }) => step >= from);
  requireNumber(action, "the number of records from there on", late.length, {
    wanted: "at least 1",
    met: (count) => count >= 1,
  });
  for (const { epsilon } of late) {
    requireNumber(action, "epsilon", epsilon, positive);
  }
  const ratios = late.map(({ gradient, epsilon }) => gradient / epsilon);
  requireNumbers(action, "the ratios of gradient to epsilon", ratios, finite);
  return summary(ratios).median;
}
