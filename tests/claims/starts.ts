/**
 * Models at the start of their training, by which claims are decided.
 *
 * @module
 */
import { firstUpdate } from "adam";
import {
  firstStepByGroup,
  type GradientNorms,
  gradientNorms,
  type GroupStep,
  type StartOfTraining,
  startOfTraining,
  type StartSettings,
} from "adam/language_model";
import { matrix, rowNorms, rowOf } from "adam/matrix";
import { summary } from "adam/statistics";
import { meanProbability } from "adam/training";
import { once } from "../once.ts";

/** A model, and what was computed of it; each when it is first asked for. */
export interface Start {
  /** The model, its first batch, and its gradient. */
  model: () => StartOfTraining;
  /** The norms of the gradient's rows. */
  norms: () => GradientNorms;
  /** Adam's first step: of live tokens in the batch, of the others, of dead ones. */
  steps: () => GroupStep[];
}

/** Three ways to start the same training. */
export interface Starts {
  /** As the documents' model was: tied, rows of scale 1. */
  certain: Start;
  /** Tied, rows of scale 0.05. */
  small: Start;
  /** With an output matrix of its own. */
  untied: Start;
}

/** The starts of a model that differs from the measured one in these settings. */
export function startsWith(settings: Partial<StartSettings>): Starts {
  return {
    certain: startOf(settings),
    small: startOf({ ...settings, sigma: 0.05 }),
    untied: startOf({ ...settings, tied: false }),
  };
}

function startOf(settings: Partial<StartSettings>): Start {
  const model = once(() => startOfTraining(settings));
  return {
    model,
    norms: once(() => gradientNorms(model())),
    steps: once(() => firstStepByGroup(model())),
  };
}

/** The gradients of the dead rows. */
export function deadRows({ model }: Start): Float64Array[] {
  const { settings: { vocabulary, deadTokens }, gradient } = model();
  const live = vocabulary - deadTokens;
  return Array.from(
    { length: deadTokens },
    (_, i) => rowOf(gradient, live + i),
  );
}

/** How far Adam moves these rows at step 1 if the norm of each is this. */
export function movesAtNorm(rows: Float64Array[], norm: number): number[] {
  return rows.map((row) => {
    const share = norm / normOf(row);
    return normOf(row.map((g) => firstUpdate(g * share)));
  });
}

/** The largest share that a coordinate has in the norm of its row. */
export function largestShare(rows: Float64Array[]): number {
  return Math.max(
    ...rows.map((row) => Math.max(...row.map(Math.abs)) / normOf(row)),
  );
}

/** How far the median coordinate of the rows in the batch moves at step 1. */
export function medianCoordinate({ model }: Start): number {
  const { gradient, inputs, targets } = model();
  const coordinates = [...new Set([...inputs, ...targets])]
    .flatMap((token) => [...rowOf(gradient, token)])
    .map((g) => Math.abs(firstUpdate(g)));
  return summary(coordinates).median;
}

/** The mean probability of a dead token in the first sequence, times V. */
export function probabilityTimesV({ model }: Start): number {
  const { settings, hidden, weights: { output } } = model();
  const { vocabulary, deadTokens, sequenceLength } = settings;
  const first = matrix(
    sequenceLength,
    hidden.columns,
    hidden.values.subarray(0, sequenceLength * hidden.columns),
  );
  const dead = { first: vocabulary - deadTokens, count: deadTokens };
  return vocabulary * meanProbability(first, output, dead);
}

function normOf(row: Float64Array): number {
  return rowNorms(matrix(1, row.length, row))[0]!;
}
