/**
 * A training of which frames are taken, whoever runs it.
 *
 * @module
 */
import { followedPlane, matrix } from "../../../matrix/mod.ts";
import type {
  TrainedWeight,
  TrainingRecord,
  TrainingRun,
} from "../../../training/mod.ts";
import type { Frame } from "./frame.ts";
import { placesIn, principalPlane } from "./plane.ts";

/** How many steps back a trail goes. */
export const trailLength = 20;

/** Takes the steps of a training one by one, and frames of it. */
export interface Watch {
  /** Takes a step. */
  step(): void;
  /** What there is to see now: all of it in arrays of its own. */
  frame(): Frame;
}

/**
 * Watches the rows of the output matrix of a training from here on.
 *
 * They are shown in a plane that begins as that of their first two principal
 * directions, and follows these with each step. A plane that stays where it was
 * at the start would show little: the rows lie in all directions then, any plane
 * is as good as another, and the direction in which the dead rows will march is
 * in none of them. The plane of the end is not known yet. That of the current
 * step, on its own, would jump wherever the second direction and the third
 * change places. `followedPlane` glides there instead; as it takes one turn a
 * step, what is seen at a step does not depend on how many frames there were.
 */
export function watch(run: TrainingRun): Watch {
  const { rows, columns, weights } = shownWeight(run);
  const now = matrix(rows, columns, Float64Array.from(weights));
  const lastChange = new Int32Array(rows);
  /** The rows at the steps before, the last one first. */
  const before: Float64Array[] = [];
  let records: TrainingRecord[] = [];
  let plane = principalPlane(now);

  function step(): void {
    const old = before.length < trailLength
      ? new Float64Array(weights.length)
      : before.pop()!;
    old.set(now.values);
    before.unshift(old);
    records.push(...run.steps(1));
    now.values.set(weights);
    markChanges(lastChange, old, now.values, run.stepsTaken);
    plane = followedPlane(plane, now);
  }

  function frame(): Frame {
    const record = records.at(-1);
    const skipped = records.slice(0, -1);
    records = [];
    return {
      step: run.stepsTaken,
      ...(record && { record }),
      skipped,
      points: placesIn(plane, now.values),
      trail: before.map((rows) => placesIn(plane, rows)).reverse(),
      lastChange: lastChange.slice(),
    };
  }

  return { step, frame };
}

/** The weight whose rows are shown: the output matrix, which may be the token embedding. */
export function shownWeight({ settings, weights }: TrainingRun): TrainedWeight {
  return weights[settings.tied ? "tokens" : "output"]!;
}

/** Writes down the step for each row in which a number has changed. */
export function markChanges(
  lastChange: Int32Array,
  before: ArrayLike<number>,
  after: ArrayLike<number>,
  step: number,
): void {
  const width = after.length / lastChange.length;
  for (let row = 0; row < lastChange.length; row++) {
    const end = (row + 1) * width;
    let at = row * width;
    while (at < end && before[at] === after[at]) at++;
    if (at < end) lastChange[row] = step;
  }
}
