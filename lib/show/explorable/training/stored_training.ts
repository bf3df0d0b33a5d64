/**
 * A training as it is stored, to be replayed in a page.
 *
 * @module
 */
import { type Matrix, matrix, rowOf } from "../../../matrix/mod.ts";
import type { TrainingRecord, TrainingRun } from "../../../training/mod.ts";
import { sharesOf } from "./cast.ts";
import type { LiveSettings } from "./messages.ts";
import { placesIn, planeOfMoves } from "./plane.ts";
import { leastMove, markChanges, movesOf, shownWeight } from "./watch.ts";

/** A training that was run: what JSON can hold of it, some 70 kB for 160 rows and 300 steps. */
export interface StoredTraining {
  /** Its settings. */
  readonly settings: LiveSettings;
  /** How many rows are shown. */
  readonly rows: number;
  /** How many of them are live; they come first. */
  readonly live: number;
  /** The token that each row is of. */
  readonly tokens: readonly number[];
  /** The share of the positions that the token of each live row has, to three digits. */
  readonly shares: readonly number[];
  /** The steps that are kept, from 0 on. */
  readonly steps: readonly number[];
  /** The records of these steps but the first, by column, to five digits; `null` for `NaN`. */
  readonly records: Readonly<
    Record<keyof TrainingRecord, readonly (number | null)[]>
  >;
  /** Where the rows are at step 0, in a plane that is the same for all steps: x and y of each in this unit, in base64 of 16-bit integers. */
  readonly places: { readonly unit: number; readonly numbers: string };
  /** How far they have moved from there at each kept step but the first, in a unit for each step, in base64 of 8-bit integers. */
  readonly moves: {
    readonly units: readonly number[];
    readonly numbers: string;
  };
  /** How many steps before each of these steps a row changed last, in base64 of bytes; 255 for as many or more: it is then what it was at the kept step before, up to step 5000 without an error. */
  readonly ages: string;
}

/** Whether it is a training that was stored, or settings. */
export function isStored(
  training: LiveSettings | StoredTraining,
): training is StoredTraining {
  return "places" in training;
}

/** How many rows of each kind are kept of a training, if it has so many. */
export const storedRows = 80;

/** The steps of a training that are kept: 0 to 40, and then ever fewer, each about a twentieth after the one before; and the last. */
export function keptSteps(last: number): number[] {
  const steps = [0];
  for (let step = 1; step < last; step += Math.max(1, Math.floor(step / 20))) {
    steps.push(step);
  }
  return [...steps, last];
}

/**
 * Runs a training that has not begun, and stores what a replay shows: of the
 * output matrix {@linkcode storedRows} live rows and as many dead ones, spread
 * evenly, in the plane in which these moved most differently by the last step.
 * Where a row is, is right to half of 1/127 of the largest move of that step.
 *
 * @param run The training
 * @param last How many steps it takes
 * @returns What was stored
 */
export function storedTraining(
  run: TrainingRun,
  last: number,
): StoredTraining {
  const { normalization: _, stream: __, ...settings } = run.save().settings;
  const chosen = chosenRows(run);
  const steps = keptSteps(last);
  const lastChange = new Int32Array(chosen.length);
  const [start, ...later] = steps.map((step) =>
    kept(run, step, chosen, lastChange)
  );
  const plane = planeOfMoves(start!.rows, later.at(-1)!.rows);
  const from = placesIn(plane, start!.rows.values);
  const places = inUnits(from, 2 ** 15 - 1);
  const moves = later.map(({ rows }) =>
    inUnits(placesIn(plane, rows.values).map((x, i) => x - from[i]!), 127)
  );
  const ofAll = sharesOf(run.settings);
  const live = chosen.filter((token) => token < ofAll.length);
  return {
    settings,
    rows: chosen.length,
    live: live.length,
    tokens: chosen,
    shares: live.map((token) => Number(ofAll[token]!.toPrecision(3))),
    steps,
    records: columnsOf(later.map(({ record }) => record!)),
    places: {
      unit: places.unit,
      numbers: base64(Int16Array.from(places.numbers)),
    },
    moves: {
      units: moves.map(({ unit }) => unit),
      numbers: base64(Int8Array.from(moves.flatMap(({ numbers }) => numbers))),
    },
    ages: base64(
      Uint8Array.from(later.flatMap(({ ages }) => ages)),
    ),
  };
}

/** The rows that are kept, live ones first. */
function chosenRows({ settings }: TrainingRun): number[] {
  const { vocabulary, deadTokens } = settings;
  const spread = (from: number, count: number) => {
    const some = Math.min(count, storedRows);
    return Array.from(
      { length: some },
      (_, i) => from + Math.floor(i * count / some),
    );
  };
  const live = vocabulary - deadTokens;
  return [...spread(0, live), ...spread(live, deadTokens)];
}

/** What is kept of a step. */
interface KeptStep {
  rows: Matrix;
  ages: number[];
  record: TrainingRecord | undefined;
}

/** Takes the steps up to one that is kept. */
function kept(
  run: TrainingRun,
  step: number,
  chosen: readonly number[],
  lastChange: Int32Array,
): KeptStep {
  let record: TrainingRecord | undefined;
  let rows = rowsAt(run, chosen);
  while (run.stepsTaken < step) {
    const before = rows.values;
    [record] = run.steps(1);
    rows = rowsAt(run, chosen);
    const moves = movesOf(before, rows.values, chosen.length);
    markChanges(lastChange, moves, run.stepsTaken, leastMove(run.settings));
  }
  const ages = Array.from(lastChange, (last) => Math.min(step - last, 255));
  return { rows, ages, record };
}

/** A copy of some rows. */
function rowsAt(run: TrainingRun, chosen: readonly number[]): Matrix {
  const { columns, weights } = shownWeight(run);
  const result = matrix(chosen.length, columns);
  chosen.forEach((row, i) =>
    rowOf(result, i).set(weights.subarray(row * columns, (row + 1) * columns))
  );
  return result;
}

/** Numbers as integers of up to a size, in a unit. */
function inUnits(
  values: Float32Array,
  most: number,
): { unit: number; numbers: number[] } {
  const largest = values.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  const unit = Number((largest / most).toPrecision(4));
  const numbers = Array.from(
    values,
    (x) =>
      unit === 0 ? 0 : Math.max(-most, Math.min(most, Math.round(x / unit))),
  );
  return { unit, numbers };
}

function base64(numbers: Int16Array | Int8Array | Uint8Array): string {
  return new Uint8Array(numbers.buffer).toBase64();
}

function columnsOf(
  records: readonly TrainingRecord[],
): StoredTraining["records"] {
  const names = Object.keys(records[0]!) as (keyof TrainingRecord)[];
  const short = (x: number) =>
    Number.isNaN(x) ? null : Number(x.toPrecision(5));
  const entries = names.map((name) =>
    [name, records.map((record) => short(record[name]))] as const
  );
  return Object.fromEntries(entries) as unknown as StoredTraining["records"];
}
