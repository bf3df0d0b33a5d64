/**
 * A training of which frames are taken, whoever runs it.
 *
 * @module
 */
import { type Matrix, matrix } from "../../../matrix/mod.ts";
import {
  type DeadRowUpdates,
  deadRowUpdates,
  type TrainedWeight,
  type TrainingRecord,
  type TrainingRun,
  trainingRun,
  type TrainingSettings,
} from "../../../training/mod.ts";
import type { Frame } from "./frame.ts";
import type { LiveSettings } from "./messages.ts";
import { placesIn, planeOfMoves, planeStep } from "./plane.ts";

/** How many steps back a trail goes. */
export const trailLength = 20;

/** So many steps apart are the updates measured, as that takes longer than a step. */
const measured = 50;

/** Takes the steps of a training one by one, and frames of it. */
export interface Watch {
  /** The training. */
  readonly run: TrainingRun;
  /** Takes a step. */
  step(): void;
  /** What there is to see now: all of it in arrays of its own. */
  frame(): Frame;
}

/**
 * A training that is watched from its start on. It is run ahead to find the
 * plane that it is shown in, and then begun again.
 *
 * @param settings What differs from the defaults of `trainingRun`
 * @returns What takes its steps, before the first one
 */
export async function watchedTraining(settings: LiveSettings): Promise<Watch> {
  const ahead = await trainingRun(settings);
  const from = ahead.save();
  const start = shownRows(ahead);
  let rows = start;
  try {
    for (const _ of ahead.steps(planeStep)) rows = shownRows(ahead);
  } catch {
    // It will fail again, before the eyes of the reader.
  }
  return watch(await trainingRun({ from }), planeOfMoves(start, rows));
}

/**
 * Watches the rows of the output matrix of a training from here on.
 *
 * @param run The training
 * @param plane The plane in which they are shown
 * @returns What takes its steps
 */
export function watch(run: TrainingRun, plane: Matrix): Watch {
  const { rows, weights } = shownWeight(run);
  const lastChange = new Int32Array(rows);
  const before = weights.slice();
  let moves = new Float64Array(rows);
  let points = placesIn(plane, weights);
  /** Where the rows were, the oldest first. */
  const trail: Float32Array<ArrayBuffer>[] = [];
  let records: TrainingRecord[] = [];
  const least = leastMove(run.settings);
  let largestMove = 0;
  let updates: DeadRowUpdates | undefined;
  let measuredAt = 0;

  function step(): void {
    before.set(weights);
    const [record] = run.steps(1);
    records.push(record!);
    // NaN where there are no dead rows.
    largestMove = Math.max(largestMove, record!.deadMoveMedian || 0);
    moves = movesOf(before, weights, rows);
    markChanges(lastChange, moves, run.stepsTaken, least);
    trail.push(points);
    if (trail.length > trailLength) trail.shift();
    points = placesIn(plane, weights);
  }

  function frame(): Frame {
    const record = records.at(-1);
    const skipped = records.slice(0, -1);
    records = [];
    return {
      step: run.stepsTaken,
      ...(record && { record }),
      skipped,
      points: points.slice(),
      trail: trail.map((points) => points.slice()),
      lastChange: lastChange.slice(),
      moves: moves.slice(),
      largestMove,
      ...rounding(),
    };
  }

  /** In the format that rounds updates away, what they would be. */
  function rounding(): Pick<Frame, "updates"> {
    if (run.settings.storage !== "bf16" || run.stepsTaken === 0) return {};
    if (!updates || run.stepsTaken >= measuredAt + measured) {
      measuredAt = run.stepsTaken;
      updates = deadRowUpdates(run);
    }
    return { updates };
  }

  return { run, step, frame };
}

/** The weight whose rows are shown: the output matrix, which may be the token embedding. */
export function shownWeight({ settings, weights }: TrainingRun): TrainedWeight {
  return weights[settings.tied ? "tokens" : "output"]!;
}

/** A copy of these rows. */
export function shownRows(run: TrainingRun): Matrix {
  const { rows, columns, weights } = shownWeight(run);
  return matrix(rows, columns, Float64Array.from(weights));
}

/** The least move of a row that is to be seen: a thousandth of a full step. Where Adam takes less a row sleeps, though its last bits change. */
export function leastMove(settings: TrainingSettings): number {
  return 1e-3 * settings.learningRate * Math.sqrt(settings.width);
}

/** How far each row moved: the norms of the changes. */
export function movesOf(
  before: ArrayLike<number>,
  after: ArrayLike<number>,
  rows: number,
): Float64Array<ArrayBuffer> {
  const width = after.length / rows;
  return Float64Array.from({ length: rows }, (_, row) => {
    let squares = 0;
    for (let at = row * width, end = at + width; at < end; at++) {
      squares += (after[at]! - before[at]!) ** 2;
    }
    return Math.sqrt(squares);
  });
}

/** Writes down the step for each row that has changed, by a move of `least` or more. */
export function markChanges(
  lastChange: Int32Array,
  moves: Float64Array,
  step: number,
  least = 0,
): void {
  for (const [row, move] of moves.entries()) {
    if (move > 0 && move >= least) lastChange[row] = step;
  }
}
