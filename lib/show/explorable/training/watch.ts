/**
 * A training of which frames are taken, whoever runs it.
 *
 * @module
 */
import { type Matrix, matrix } from "../../../matrix/mod.ts";
import type {
  TrainedWeight,
  TrainingRecord,
  TrainingRun,
} from "../../../training/mod.ts";
import type { Frame } from "./frame.ts";
import { placesIn, type Plane, planeOf } from "./plane.ts";

/** How many steps back a trail goes. */
export const trailLength = 20;

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
  const lastChange = new Int32Array(rows);
  /** The weights after the steps before, the last one first. */
  const before: Float64Array[] = [];
  let records: TrainingRecord[] = [];
  let plane: Plane | undefined;

  function step(): TrainingRecord {
    const oldest = before.length < trailLength ? undefined : before.pop();
    const old = oldest ?? new Float64Array(weights.length);
    old.set(weights);
    before.unshift(old);
    const { value } = run.steps(1).next();
    const record = value as TrainingRecord;
    records.push(record);
    markChanges(lastChange, old, weights, record.step);
    return record;
  }

  function frame(): Frame {
    const now: Matrix = matrix(rows, columns, Float64Array.from(weights));
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
      lastChange: lastChange.slice(),
    };
  }

  return { step, frame };
}

/** Writes down the step for each row in which a number has changed. */
export function markChanges(
  lastChange: Int32Array,
  before: ArrayLike<number>,
  after: ArrayLike<number>,
  step: number,
): void {
  const width = after.length / lastChange.length;
  for (let row = 0, at = 0; row < lastChange.length; row++) {
    const end = at + width;
    while (at < end && before[at] === after[at]) at++;
    if (at < end) lastChange[row] = step;
    at = end;
  }
}
