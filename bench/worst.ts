/**
 * How far this project is behind at worst.
 *
 * @module
 */
import type { StoredRun } from "./stored_runs.ts";
import { countOf, digits } from "./table_lines.ts";

/** The least favourable of several machines at one work, n and number of threads. */
export interface Worst {
  work: string;
  n: number | string;
  threads: number;
  /** The time over that of the fastest peer there. */
  ratio: number;
  /** The processor. */
  machine: string;
}

/** The worst ratio of this project over all runs, wherever there is a peer. */
export function worstOf(runs: readonly StoredRun[]): Worst[] {
  const all = runs.flatMap(({ machine, rows }) =>
    rows.filter(({ implementation }) => implementation === "this project")
      .filter(({ ratioToBestPeer }) => ratioToBestPeer !== null)
      .map(({ work, n, threads, ratioToBestPeer }): Worst => ({
        ...{ work, n, threads, ratio: ratioToBestPeer! },
        machine: machine.processor,
      }))
  );
  const groups = Map.groupBy(
    all,
    ({ work, n, threads }) => `${work} ${n} ${threads}`,
  );
  return [...groups.values()].map((group) =>
    group.reduce((worst, one) => one.ratio > worst.ratio ? one : worst)
  );
}

/** The heads and the cells of a table of them. */
export function worstTable(worst: readonly Worst[]): string[][] {
  return [
    ["work", "n", "threads", "to best peer", "machine"],
    ...worst.map(({ work, n, threads, ratio, machine }) => [
      ...[work, countOf(n), `${threads}`, digits(ratio), machine],
    ]),
  ];
}
