/**
 * A training of which frames are taken, whoever runs it.
 *
 * @module
 */
import { type Matrix, matrix } from "../../../matrix/mod.ts";
import {
  deadRowUpdates,
  type TrainedWeight,
  type TrainingRecord,
  type TrainingRun,
} from "../../../training/mod.ts";
import type { Frame } from "./frame.ts";
import { placesIn, type Plane, planeOf } from "./plane.ts";

/** How many steps back a trail goes. */
export const trailLength = 20;

/** The share of a full step that counts as a move: where Adam takes less, a row sleeps, though its last bits change. */
const seenAs = 1e-3;

/** So many steps apart are the updates measured, as that takes longer than a step. */
const measured = 50;

/** Takes the steps of a training one by one, and frames of it. */
export interface Watch {
  /** Takes a step. */
  step(): TrainingRecord;
  /** What there is to see now: all of it in arrays of its own. */
  frame(): Frame;
}

/** The weight whose rows are shown: the output matrix, which may be the token embedding. */
export function shownWeight({ settings, weights }: TrainingRun): TrainedWeight {
  return weights[settings.tied ? "tokens" : "output"]!;
}

/** Watches the rows of the output matrix of a training from here on. */
export function watch(run: TrainingRun): Watch {
  const { rows, columns, weights } = shownWeight(run);
  const lastMove = new Int32Array(rows);
  /** The weights after the steps before, the last one first. */
  const before: Float64Array[] = [];
  const least = seenAs * run.settings.learningRate * Math.sqrt(columns);
  let records: TrainingRecord[] = [];
  let plane: Plane | undefined;
  let updateInUlps: number | undefined;
  let measuredAt = 0;

  function step(): TrainingRecord {
    const oldest = before.length < trailLength ? undefined : before.pop();
    const old = oldest ?? new Float64Array(weights.length);
    old.set(weights);
    before.unshift(old);
    const { value } = run.steps(1).next();
    const record = value as TrainingRecord;
    records.push(record);
    markMoves(lastMove, old, weights, { step: record.step, least });
    return record;
  }

  function frame(): Frame {
    const now: Matrix = matrix(rows, columns, new Float64Array(weights));
    plane = planeOf(now, plane);
    const places = (values: Float64Array) =>
      placesIn(plane!, values, new Float32Array(2 * rows));
    const record = records.at(-1);
    const skipped = records.slice(0, -1);
    records = [];
    return {
      step: run.stepsTaken,
      ...(record && { record }),
      skipped,
      points: places(now.values),
      trail: before.map(places).reverse(),
      lastMove: lastMove.slice(),
      ...rounding(),
    };
  }

  /** In the format that rounds updates away, how large they are. */
  function rounding(): Pick<Frame, "updateInUlps"> {
    if (run.settings.storage !== "bf16" || run.stepsTaken === 0) return {};
    if (updateInUlps === undefined || run.stepsTaken >= measuredAt + measured) {
      measuredAt = run.stepsTaken;
      updateInUlps = deadRowUpdates(run).largestUpdateInUlps;
    }
    return { updateInUlps };
  }

  return { step, frame };
}

/** Writes down the step for each row that has moved by `least` or more. */
export function markMoves(
  lastMove: Int32Array,
  before: ArrayLike<number>,
  after: ArrayLike<number>,
  { step, least }: { step: number; least: number },
): void {
  const width = after.length / lastMove.length;
  for (let row = 0, at = 0; row < lastMove.length; row++) {
    let squares = 0;
    for (const end = at + width; at < end; at++) {
      squares += (after[at]! - before[at]!) ** 2;
    }
    if (squares > 0 && squares >= least * least) lastMove[row] = step;
  }
}
