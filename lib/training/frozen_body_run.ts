/**
 * Training an output matrix on the hidden states of a body that stays as it is.
 *
 * @module
 */
import { type Matrix, matrix } from "../matrix/matrix.ts";
import type { VectorPool } from "../vector/vector_pool.ts";
import {
  type FrozenBodyOptions,
  frozenBodySettings,
} from "./_frozen_body_options.ts";
import { type GroupRecord, groupRecord } from "./_group_record.ts";
import { type FirstStep, firstStep } from "./_first_step.ts";
import { groupedMatrix } from "./_grouped_matrix.ts";
import { groupedStep } from "./_grouped_step.ts";
import { requirePool } from "./_pool_array.ts";
import { type FrozenBody, sequencesOf } from "./_sequences.ts";
import {
  type TrainedGroup,
  type TrainedRows,
  trainedRows,
} from "./_trained_rows.ts";

export type {
  FirstStep,
  FrozenBody,
  FrozenBodyOptions,
  GroupRecord,
  TrainedGroup,
  TrainedRows,
};

/** What {@linkcode frozenBodyRun} returns. */
export interface FrozenBodyRun {
  /** A record for each recorded step and each group. */
  records: GroupRecord[];
  /** The groups by their names. */
  groups: Record<string, TrainedGroup>;
  /** The rows in no group. */
  ungrouped: TrainedRows;
  /** The output matrix after training. */
  output: Matrix;
}

/**
 * Trains an output matrix by the softmax with cross-entropy on given hidden
 * states, in binary32, with the kernels of `adam/vector`:
 *
 * $$W \leftarrow W + \mathrm{Adam}\left(\frac{\partial L}{\partial W}\right),
 * \quad L = \frac{1}{N} \sum_t -\ln \mathrm{softmax}(W h_t)_{y_t}$$
 *
 * The last rows of the matrix are for tokens that never occur. Groups share them
 * out, `rowsPerGroup` to each, and each group has a separate Adam. So one run
 * compares many settings among the same other rows. A step sees a sequence of
 * its own as long as the body has one for each step.
 *
 * The arrays of a run stay in the pool's memory as long as the pool lasts: 16
 * bytes for each number of the matrix, or 12 without groups, and a sequence.
 *
 * @param pool The pool that does the work
 * @param body The hidden states and the targets, from `frozenBody` for example
 * @param options The output matrix, the number of steps, the groups
 * @returns The records, and the rows before and after
 * @throws {RangeError} If something is out of range, a target is a row of a
 * group, the groups leave no row, or a logit or a weight is not finite
 * @throws {TypeError} If something is not of the type that it must be, or an
 * option is unknown
 * @example Adam moves a row that is never a target; gradient descent hardly does
 * ```ts
 * import { matrix } from "adam/matrix";
 * import { frozenBodyRun } from "adam/training";
 * import { vectorPool } from "adam/vector";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * using pool = await vectorPool({ threads: 1 });
 * const body = { hidden: matrix(2, 1, [1, 1]), targets: [0, 1] };
 * const { records } = frozenBodyRun(pool, body, {
 *   output: matrix(4, 1), // four tokens, all with logit 0
 *   groups: {
 *     "Adam": { learningRate: 0.1 },
 *     "SGD": { beta1: 0, epsilon: 1e4, learningRate: 1e3 },
 *   },
 *   steps: 1,
 * });
 * const [adam, sgd] = records;
 * assertAlmostEquals(adam!.distance, 0.1, 1e-6);
 * assertAlmostEquals(sgd!.distance, 0.1 * sgd!.gradient, 1e-6);
 * ```
 */
export function frozenBodyRun(
  pool: VectorPool,
  body: FrozenBody,
  options: FrozenBodyOptions,
): FrozenBodyRun {
  requirePool(action, pool);
  const settings = frozenBodySettings(action, body, options);
  const { output, steps, every } = settings;
  const width = output.columns;
  const sequenceAt = sequencesOf(action, pool, body, settings.sequenceLength);
  const trained = groupedMatrix(action, pool, output, settings);
  const { groups, ungrouped } = trained;
  let firstSteps: FirstStep[] = [];
  const records: GroupRecord[] = [];
  for (let step = 1; step <= steps; step++) {
    const observed = isRecorded(step, every) ? groups : [];
    const before = observed.map(({ adam }) => adam.weights.slice());
    const loss = groupedStep(pool, trained, sequenceAt(step - 1));
    const recorded = observed.map((group, i) =>
      groupRecord(group, width, { step, loss, weightsBefore: before[i]! })
    );
    records.push(...recorded);
    if (step === 1) firstSteps = groups.map((group) => firstStep(group, width));
  }
  const named = groups.map((group, i): [string, TrainedGroup] => [
    group.name,
    { ...trainedRows(group, width), ...firstSteps[i]! },
  ]);
  return {
    records,
    groups: Object.fromEntries(named),
    ungrouped: trainedRows(ungrouped, width),
    output: matrix(output.rows, width, trained.weights),
  };
}

function isRecorded(step: number, every: number): boolean {
  return step % every === 0 ||
    step < every && Number.isInteger(Math.log2(step));
}

const action = "train the output matrix";
