/**
 * How the cost of a step grows with the number of parameters.
 *
 * @module
 */
import type { Row } from "./rows.ts";
import { logLogSlope } from "./statistics.ts";

/** One implementation over all numbers of parameters at which it was measured. */
export interface Growth {
  work: string;
  implementation: string;
  threads: number;
  /** For each n, the nanoseconds for each parameter. */
  nanosecondsPerParameter: Map<number, number>;
  /** The power of n with which the time of a step grows. */
  slope: number;
}

/** The growth of all that was measured at more than one number of parameters. */
export function growthOf(rows: readonly Row[]): Growth[] {
  const groups = Map.groupBy(
    rows.filter(({ n }) => typeof n === "number"),
    ({ work, implementation, threads }) =>
      [work, implementation, threads].join("\n"),
  );
  return [...groups.values()].filter((group) => group.length > 1)
    .map((group) => {
      const { work, implementation, threads } = group[0]!;
      const points = group.map(({ n, medianMilliseconds }) =>
        [n as number, medianMilliseconds] as const
      );
      const nanosecondsPerParameter = new Map(
        group.map((row) => [row.n as number, row.nanosecondsPerParameter!]),
      );
      const slope = logLogSlope(points);
      return { work, implementation, threads, nanosecondsPerParameter, slope };
    });
}
