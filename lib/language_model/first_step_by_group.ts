/**
 * How far Adam's first step moves the rows of the output matrix.
 *
 * @module
 */
import { type AdamOptions, adamSettings } from "../_adam_options.ts";
import { requireType } from "../_require.ts";
import { rounded } from "../_rounded.ts";
import { adamStep, start as atRest } from "../adam.ts";
import { matrix, rowOf } from "../matrix/matrix.ts";
import { rowNorms } from "../matrix/row_norms.ts";
import { f64, type Round } from "../precision.ts";
import { absorbs } from "../spacing.ts";
import { summary } from "../statistics/summary.ts";
import { requireStart } from "./_require_start.ts";
import type { StartOfTraining } from "./start_of_training.ts";

/** The settings of Adam, and how the weights are stored. */
export interface FirstStepOptions extends AdamOptions {
  /** The format that the weights are stored in. Default: binary64. */
  weights?: Round;
}

/** The first step of the rows of one kind of tokens. */
export interface GroupStep {
  /** Which tokens: in the batch is what is among its inputs or targets. */
  tokens: "live, in the batch" | "live, not in it" | "dead";
  /** How many rows these are. */
  rows: number;
  /** How many rows have no coordinate whose gradient reaches $\epsilon$. */
  rowsBelowEpsilon: number;
  /** The median length of a row's update, in the unit of the weights. */
  medianMove: number;
  /** The mean length. */
  meanMove: number;
  /** The largest length. */
  largestMove: number;
  /** How many coordinates the rows have. */
  coordinates: number;
  /** How many of them the update changes, as they are stored. */
  coordinatesMoved: number;
  /** Which part of them that is, in [0, 1]. */
  shareMoved: number;
}

/**
 * Adam's first step on the output matrix, for live tokens in the batch, other
 * live tokens, and dead ones. Each coordinate has a step of its own,
 *
 * $$\Delta_{ij} = -\eta \, \frac{g_{ij}}{|g_{ij}| + \epsilon}, \qquad
 * \mathrm{move}_i = |\Delta_i|$$
 *
 * so what counts is the gradient of the coordinate, not the norm of the row. A
 * stored weight is changed unless the format absorbs the update:
 * $R(w + \Delta) \ne w$, with the weight rounded first.
 *
 * @param model A model and its first batch
 * @param options The settings of Adam, and the format of the weights
 * @returns A record for each kind of tokens of which there are any
 * @throws {RangeError} If the parts of `model` do not fit together, a setting is
 * out of range, or a number leaves its range
 * @throws {TypeError} If something is not of the type that it must be, or there
 * is no setting of its name
 * @example At the learning rate of 0, nothing moves
 * ```ts
 * import { firstStepByGroup, startOfTraining } from "adam/language_model";
 * import { assertEquals } from "@std/assert";
 *
 * const settings = { layers: 0, batch: 1, vocabulary: 50, deadTokens: 20 };
 * const model = startOfTraining({ ...settings, sequenceLength: 8 });
 * const groups = firstStepByGroup(model, { learningRate: 0 });
 * const { tokens, rows, largestMove } = groups.at(-1)!;
 * assertEquals({ tokens, rows, largestMove }, {
 *   tokens: "dead",
 *   rows: 20,
 *   largestMove: 0,
 * });
 * ```
 */
export function firstStepByGroup(
  model: StartOfTraining,
  options: FirstStepOptions = {},
): GroupStep[] {
  requireStart(action, model);
  const settings = adamSettings(action, options, { weights: f64 });
  requireType(action, "weights", settings.weights, "function");
  const { gradient, weights: { output } } = model;
  const stepOf = (i: number) =>
    rowStep(rowOf(gradient, i), rowOf(output, i), settings);
  return groupsOf(model).map(([tokens, ids]) =>
    summedUp(tokens, ids.map(stepOf), gradient.columns)
  );
}

const action = "take the first step";

/** What the step does to one row. */
interface RowStep {
  move: number;
  isBelowEpsilon: boolean;
  coordinatesMoved: number;
}

function rowStep(
  gradients: Float64Array,
  row: Float64Array,
  { weights, ...adam }: Required<FirstStepOptions>,
): RowStep {
  const updates = gradients.map((g) => adamStep(atRest, g, adam).update);
  const isMoved = (update: number, j: number) => {
    const stored = rounded(action, "weights", weights, row[j]!);
    return !absorbs(stored, update, weights);
  };
  return {
    move: rowNorms(matrix(1, updates.length, updates))[0]!,
    isBelowEpsilon: gradients.every((g) => Math.abs(g) < adam.epsilon),
    coordinatesMoved: updates.filter(isMoved).length,
  };
}

/** The tokens of each kind that has any. */
function groupsOf(
  { settings, inputs, targets }: StartOfTraining,
): [GroupStep["tokens"], number[]][] {
  const { vocabulary, deadTokens } = settings;
  const inBatch = new Set([...inputs, ...targets]);
  const ids = Array.from({ length: vocabulary }, (_, i) => i);
  const live = ids.slice(0, vocabulary - deadTokens);
  const groups: [GroupStep["tokens"], number[]][] = [
    ["live, in the batch", live.filter((i) => inBatch.has(i))],
    ["live, not in it", live.filter((i) => !inBatch.has(i))],
    ["dead", ids.slice(live.length)],
  ];
  return groups.filter(([, ids]) => ids.length > 0);
}

function summedUp(
  tokens: GroupStep["tokens"],
  steps: readonly RowStep[],
  width: number,
): GroupStep {
  const { median, mean, max } = summary(steps.map(({ move }) => move));
  const coordinates = steps.length * width;
  const coordinatesMoved = steps.reduce(
    (sum, step) => sum + step.coordinatesMoved,
    0,
  );
  return {
    tokens,
    rows: steps.length,
    rowsBelowEpsilon: steps.filter((step) => step.isBelowEpsilon).length,
    medianMove: median,
    meanMove: mean,
    largestMove: max,
    coordinates,
    coordinatesMoved,
    shareMoved: coordinatesMoved / coordinates,
  };
}
