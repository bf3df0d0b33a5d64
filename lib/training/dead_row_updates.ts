/**
 * The updates that Adam computes for the dead rows, and whether their format
 * rounds them away.
 *
 * @module
 */
import { type DeadRows, deadRowsOf } from "./_dead_rows.ts";
import { medianOf } from "./_rows.ts";
import type { TrainingRun } from "./_run.ts";

/** The updates that Adam computes for the dead rows: medians over all their numbers, except for the last field. */
export interface DeadRowUpdates {
  /** $|g| / \epsilon$: above 1 it wakes a row. `NaN` if both are zero. */
  gradientPerEpsilon: number;
  /** $|\hat m| / \sqrt{\hat v}$: how alike the gradients of many steps are, from 0 to about 1. 0 if there has been none, `Infinity` if their squares are too small for the format. */
  momentPerRoot: number;
  /** The update $|\Delta|$ in ulps of the weight: below 1/2 it is rounded away. */
  updateInUlps: number;
  /** The largest update of a row in ulps, the median over the rows: below 1/2 a row stands still. */
  largestUpdateInUlps: number;
}

/**
 * Measures the last step of a training, on the dead rows of the output matrix.
 * The update is that of Adam without rounding and without decay, from the
 * stored moments:
 *
 * $$\Delta = -\eta \, \frac{\hat m}{\sqrt{\hat v} + \epsilon}$$
 *
 * @param run The training, after at least one step
 * @returns The medians
 * @throws {RangeError} If the training has no dead tokens, or has taken no step
 * @throws {TypeError} If `run` is not a training
 * @example At the first step $|\hat m| = \sqrt{\hat v}$, as both are the
 * gradient
 * ```ts
 * import { deadRowUpdates, trainingRun } from "adam/training";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const small = { layers: 1, width: 8, vocabulary: 40, deadTokens: 10, batch: 2, sequenceLength: 8 };
 * using run = await trainingRun(small);
 * run.steps(1).next();
 * assertAlmostEquals(deadRowUpdates(run).momentPerRoot, 1);
 * ```
 */
export function deadRowUpdates(run: TrainingRun): DeadRowUpdates {
  const action = "measure the updates of dead rows";
  const rows = deadRowsOf(action, run);
  if (run.stepsTaken === 0) {
    throw new RangeError(
      `Cannot ${action} as the training must have taken a step: current value is 0`,
    );
  }
  const { learningRate, beta1, beta2, epsilon } = run.settings;
  const first = 1 - beta1 ** run.stepsTaken;
  const second = 1 - beta2 ** run.stepsTaken;
  const moments = binary64(rows.firstMoments, (m) => Math.abs(m) / first);
  const roots = binary64(rows.secondMoments, (v) => Math.sqrt(v / second));
  // Without a gradient so far there is no update, whatever epsilon is.
  const updates = moments.map((m, i) =>
    m === 0 ? 0 : learningRate * m / (roots[i]! + epsilon) /
      rows.spacing(rows.weights[i]!)
  );
  return {
    gradientPerEpsilon: medianOf(
      binary64(rows.gradients, (g) => Math.abs(g) / epsilon),
    ),
    momentPerRoot: medianOf(moments.map((m, i) => m === 0 ? 0 : m / roots[i]!)),
    updateInUlps: medianOf(updates),
    largestUpdateInUlps: medianOf(largestOfRows(updates, rows)),
  };
}

function binary64(
  values: ArrayLike<number>,
  of: (value: number) => number,
): Float64Array {
  return Float64Array.from(values, of);
}

function largestOfRows(
  values: Float64Array,
  { count, width }: DeadRows,
): Float64Array {
  const largest = new Float64Array(count);
  for (let i = 0; i < values.length; i++) {
    const row = Math.floor(i / width);
    largest[row] = Math.max(largest[row]!, values[i]!);
  }
  return largest;
}
