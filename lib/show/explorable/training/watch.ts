/**
 * A training of which frames are taken, whoever runs it.
 *
 * @module
 */
import { followedPlane, matrix } from "../../../matrix/mod.ts";
import {
  deadRowUpdates,
  type TrainedWeight,
  type TrainingRecord,
  type TrainingRun,
} from "../../../training/mod.ts";
import type { Frame } from "./frame.ts";
import { placesIn, principalPlane } from "./plane.ts";

/** How many steps back a trail goes. */
export const trailLength = 20;

/** The share of a full step that counts as a move: where Adam takes less, a row sleeps, though its last bits change. */
const seenAs = 1e-3;

/** So many steps apart are the updates measured, as that takes longer than a step. */
const measured = 50;

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
  const least = seenAs * run.settings.learningRate * Math.sqrt(columns);
  let records: TrainingRecord[] = [];
  let plane = principalPlane(now);
  let updateInUlps: number | undefined;
  let measuredAt = 0;

  function step(): void {
    const old = before.length < trailLength
      ? new Float64Array(weights.length)
      : before.pop()!;
    old.set(now.values);
    before.unshift(old);
    records.push(...run.steps(1));
    now.values.set(weights);
    markChanges(lastChange, old, now.values, run.stepsTaken, least);
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

/** The weight whose rows are shown: the output matrix, which may be the token embedding. */
export function shownWeight({ settings, weights }: TrainingRun): TrainedWeight {
  return weights[settings.tied ? "tokens" : "output"]!;
}

/** Writes down the step for each row that has changed, by a move of `least` or more. */
export function markChanges(
  lastChange: Int32Array,
  before: ArrayLike<number>,
  after: ArrayLike<number>,
  step: number,
  least = 0,
): void {
  const width = after.length / lastChange.length;
  for (let row = 0, at = 0; row < lastChange.length; row++) {
    let squares = 0;
    for (const end = at + width; at < end; at++) {
      squares += (after[at]! - before[at]!) ** 2;
    }
    if (squares > 0 && squares >= least * least) lastChange[row] = step;
  }
}
