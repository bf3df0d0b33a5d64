/**
 * What is recorded of a step.
 *
 * @module
 */
import {
  average,
  meanCosine,
  meanOf,
  medianOf,
  normsOf,
  type Rows,
} from "./_rows.ts";
import type { Numbers } from "./_parameters.ts";
import type { Pass } from "./_trainer.ts";

/**
 * The record of a step. Rows are those of the output matrix, which is the token
 * embedding if the two are tied; a row is dead if its token never occurs, and
 * live otherwise, whether its token occurs in this batch or not. The numbers
 * about dead rows are `NaN` where there are none. Norms are L2; all is measured
 * in binary64 from what is stored.
 */
export interface TrainingRecord {
  /** Which step, $t$, from 1 on. */
  step: number;
  /** The mean cross-entropy of the batch before the step, $L$, in nats. */
  loss: number;
  /** The mean of $|h_t|$ over the positions. */
  meanHiddenNorm: number;
  /** The norm of the mean of $h_t$ over the positions. */
  normOfMeanHidden: number;
  /** The probability of all dead tokens together, the mean over the positions. */
  deadProbability: number;
  /** The probability of the position's own token, the mean over the positions. */
  ownTokenProbability: number;
  /** The mean over the dead rows of the norm of a row's gradient. */
  deadGradientMean: number;
  /** Its median. */
  deadGradientMedian: number;
  /** The same mean over the live rows. */
  liveGradientMean: number;
  /** The mean over the dead rows of the norm of the change that this step made to a row. */
  deadMoveMean: number;
  /** Its median. */
  deadMoveMedian: number;
  /** The same mean over the live rows. */
  liveMoveMean: number;
  /** The share of the dead rows that this step left unchanged. */
  deadStill: number;
  /** The mean cosine between the change that this step made to a dead row and minus the mean hidden state, over the rows that it changed. `NaN` if it changed none. */
  deadCoherence: number;
  /** The mean cosine between the change of a dead row since training began and the mean of these changes, over the rows that changed. `NaN` if none has. */
  deadAlike: number;
  /** The mean of $\sqrt{\hat{v}}$ over all numbers of the dead rows. */
  deadRootV: number;
}

/** The rows of the output matrix, as a step left them. */
export interface OutputRows {
  /** How many numbers a row has. */
  width: number;
  /** How many rows are live; they come first. */
  live: number;
  /** The weights before training. */
  atStart: Numbers;
  /** The weights before the step. */
  before: Numbers;
  /** The weights after it. */
  after: Numbers;
  /** Their gradients. */
  gradients: Numbers;
  /** Their second moments. */
  secondMoments: Numbers;
}

/** The record of a step, from what it computed. */
export function recordOf(
  step: number,
  { hidden, ...measured }: Pass,
  { width, live, atStart, before, after, ...moved }: OutputRows,
  beta2: number,
): TrainingRecord {
  const split = (values: Numbers, from?: Numbers): [live: Rows, dead: Rows] => {
    const part = (begin: number, end?: number): Rows => ({
      values: values.subarray(begin, end),
      ...(from && { from: from.subarray(begin, end) }),
      width,
    });
    return [part(0, live * width), part(live * width)];
  };
  const [liveGradients, deadGradients] = split(moved.gradients).map(normsOf);
  const [liveMoves, deadMoves] = split(after, before);
  const deadNorms = normsOf(deadMoves);
  const states = { values: hidden, width };
  const mean = meanOf(states);
  const [, sinceStart] = split(after, atStart);
  const correction = 1 - beta2 ** step;
  const [, { values: deadV }] = split(moved.secondMoments);
  return {
    step,
    loss: measured.loss,
    meanHiddenNorm: average(normsOf(states)),
    normOfMeanHidden: normsOf({ values: mean, width })[0]!,
    deadProbability: measured.deadProbability,
    ownTokenProbability: measured.ownTokenProbability,
    deadGradientMean: average(deadGradients!),
    deadGradientMedian: medianOf(deadGradients!),
    liveGradientMean: average(liveGradients!),
    deadMoveMean: average(deadNorms),
    deadMoveMedian: medianOf(deadNorms),
    liveMoveMean: average(normsOf(liveMoves)),
    deadStill: deadNorms.filter((norm) => norm === 0).length / deadNorms.length,
    deadCoherence: meanCosine(deadMoves, deadNorms, mean.map((x) => -x)),
    deadAlike: meanCosine(sinceStart, normsOf(sinceStart), meanOf(sinceStart)),
    deadRootV: meanRoot(deadV) / Math.sqrt(correction),
  };
}

function meanRoot(values: Numbers): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += Math.sqrt(values[i]!);
  return sum / values.length;
}
