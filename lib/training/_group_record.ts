/**
 * What a step did with a group of rows.
 *
 * @module
 */
import { medianMoments } from "./_median_moments.ts";
import { type Matrix, matrix } from "../matrix/matrix.ts";
import { rowNorms } from "../matrix/row_norms.ts";
import { summary } from "../statistics/summary.ts";
import type { RowGroup } from "./_grouped_matrix.ts";

/** The record of a step of one group: means and medians over all numbers of its rows, and the median row. */
export interface GroupRecord {
  /** The name of the group. */
  group: string;
  /** The step $t$, counted from 1. */
  step: number;
  /** The mean loss before the step, in nats. */
  loss: number;
  /** The group's $\epsilon$, in the unit of the gradient. */
  epsilon: number;
  /** The mean size of a gradient, $|g|$. */
  gradient: number;
  /** The median size of a gradient. */
  gradientMedian: number;
  /** The mean of $|\Delta| / \eta$: what part of $\eta$ this step used. 0 where $\eta$ is. */
  relativeUpdate: number;
  /** The median size of a first moment, bias-corrected: $|\hat m|$. */
  firstMoment: number;
  /** The median root of a second moment, bias-corrected: $\sqrt{\hat v}$. */
  rootSecondMoment: number;
  /** The distance of the median row from where it was before training: an L2 norm. */
  distance: number;
}

/** The record of a step that started from the given weights of a group. */
export function groupRecord(
  group: RowGroup,
  width: number,
  { weightsBefore, ...at }: {
    step: number;
    loss: number;
    weightsBefore: Float32Array;
  },
): GroupRecord {
  const { learningRate, epsilon } = group.adam.settings;
  const { weights } = group.adam;
  const sizes = summary(group.gradients.map(Math.abs));
  const moved = weights.reduce(
    (sum, weight, i) => sum + Math.abs(weight - weightsBefore[i]!),
    0,
  );
  const moments = medianMoments(group.adam);
  const way = displacement(group.before, weights, width);
  return {
    group: group.name,
    ...at,
    epsilon,
    gradient: sizes.mean,
    gradientMedian: sizes.median,
    relativeUpdate: moved / weights.length / (learningRate || 1),
    ...moments,
    distance: summary(rowNorms(way)).median,
  };
}

/** How far each number has moved, row by row. */
export function displacement(
  before: Float32Array,
  after: Float32Array,
  width: number,
): Matrix {
  const values = new Float64Array(after.length);
  for (let i = 0; i < values.length; i++) values[i] = after[i]! - before[i]!;
  return matrix(values.length / width, width, values);
}
