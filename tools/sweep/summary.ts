/**
 * What the trainings of a grid came to: a row for each, and one for each
 * combination of settings, over its seeds.
 *
 * @module
 */
import { summary } from "adam/statistics";
import type { Task, Value } from "./grid.ts";
import type { StoredRecord, StoredRun } from "./stored_run.ts";

/** A row: the settings that differ within the grid, and what was measured. */
export type Row = Record<string, Value | null>;

/** What a training came to: what was recorded of its last step, and of the dead rows. */
export interface Measures extends StoredRecord {
  /** The last step that changed the dead row that stood still first. */
  lastChangeMin: number;
  /** The last step that changed the median dead row. */
  lastChangeMedian: number;
  /** The last step that changed any dead row. */
  lastChangeMax: number;
  /** How many of the dead rows are different in the end: 1 if all are equal in every number; NaN if that is not known. */
  distinctDeadRows: number;
}

/** What the row of a combination tells. */
const told = [
  ...["loss", "deadProbability", "deadStill"],
  ...["lastChangeMin", "lastChangeMedian", "lastChangeMax"],
  "distinctDeadRows",
] as const;

/** A combination of settings, over its seeds. */
export interface Combination {
  /** Its settings, in words. */
  name: string;
  /** Its row: the medians over the seeds. */
  row: Row;
  /** What was measured with each seed. */
  seeds: Measures[];
}

/**
 * The settings that differ within a grid.
 *
 * @param runs Its trainings
 * @param tasks The same, as the grid asks for them
 * @returns Their names in the order of the grid, without the seed
 */
export function varied(
  runs: readonly StoredRun[],
  tasks: readonly Task[],
): string[] {
  const named = tasks.flatMap((task) => Object.keys(task.settings));
  return [...new Set(named)].filter((name) =>
    name !== "seed" &&
    new Set(runs.map(({ settings }) => settings[name])).size > 1
  );
}

/**
 * A training as a row of a table.
 *
 * @param run The training
 * @param names The settings to show, besides the seed
 * @returns What distinguishes it, what was measured, and what it can be
 * recognized by when it is run again
 */
export function rowOf(run: StoredRun, names: readonly string[]): Row {
  const { settings, steps, failure, deno, library, kernels, weights } = run;
  const { step: _, ...measures } = measuresOf(run);
  return {
    ...pick(settings, [...names, "seed"]),
    steps,
    failure: failure ?? "",
    ...measures,
    ...{ deno, library, kernels },
    weightsAtStep3: weights["3"] ?? "",
    weightsAtEnd: weights[steps] ?? "",
  };
}

/**
 * The combinations of a grid's settings, without the seed, in their order.
 *
 * @param runs The trainings of the grid
 * @param names The settings that differ
 * @returns What the seeds of each came to
 */
export function combinationsOf(
  runs: readonly StoredRun[],
  names: readonly string[],
): Combination[] {
  const groups = Map.groupBy(
    runs,
    ({ settings }) => JSON.stringify(pick(settings, names)),
  );
  return [...groups.values()].map((group) => {
    const settings = pick(group[0]!.settings, names);
    const seeds = group.map(measuresOf);
    const medians = told.map((name) =>
      [name, medianOf(seeds.map((one) => one[name]))] as const
    );
    const failed = group.filter(({ failure }) => failure !== undefined).length;
    const words = names.map((name) => `${name}=${settings[name]}`);
    return {
      name: words.join(" ") || "all",
      row: {
        ...settings,
        ...{ seeds: seeds.length, failed },
        ...Object.fromEntries(medians),
      },
      seeds,
    };
  });
}

/** The median of the numbers that are known, to four digits. */
function medianOf(values: readonly number[]): number | null {
  const known = values.filter((value) => !Number.isNaN(value));
  if (known.length === 0) return null;
  return Number(summary(known).median.toPrecision(4));
}

function measuresOf(
  { records, lastChange, identicalDeadRows }: StoredRun,
): Measures {
  const copies = identicalDeadRows?.map((group) => group.length - 1) ?? [NaN];
  const { min, median, max } = summary(lastChange);
  const last = Object.entries(records)
    .map(([name, values]) => [name, values.at(-1) ?? NaN]);
  return {
    ...Object.fromEntries(last),
    ...{ lastChangeMin: min, lastChangeMedian: median, lastChangeMax: max },
    distinctDeadRows: copies.reduce((n, k) => n - k, lastChange.length),
  };
}

function pick(settings: StoredRun["settings"], names: readonly string[]): Row {
  return Object.fromEntries(names.map((name) => [name, settings[name]!]));
}
