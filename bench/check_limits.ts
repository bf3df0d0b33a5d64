/**
 * Whether the limits are limits.
 *
 * @module
 */
import { Obstacle } from "../tools/shared/task.ts";
import type { Row } from "./rows.ts";
import { countOf, digits } from "./table_lines.ts";

/** By how much a median may be below its limit: as much as medians differ by. */
const tolerance = 0.03;

/**
 * Throws if this project is faster than what is said to bound it: then that is
 * no limit, or the machine was disturbed while it was measured.
 *
 * @throws {Obstacle} If it is, by more than 3 %
 */
export function checkLimits(rows: readonly Row[]): void {
  const beaten = rows.filter(({ implementation, ratioToLimit }) =>
    implementation === "this project" && ratioToLimit !== null &&
    ratioToLimit < 1 - tolerance
  );
  if (beaten.length === 0) return;
  const list = beaten.map(({ work, n, threads, ratioToLimit }) =>
    `${work} at ${countOf(n)}, threads: ${threads}: ${digits(ratioToLimit)}`
  );
  throw new Obstacle(
    `A limit was beaten, so that it is none, or was disturbed; nothing is stored. Times over their limits: ${
      list.join("; ")
    }`,
  );
}
