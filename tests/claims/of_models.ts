/**
 * The claims of both documents about a model, each decided on the exact model
 * at the start of its training.
 *
 * @module
 */
import { firstUpdate, uniformRowGradientNorm, updateMultiplier } from "adam";
import { rowNorms } from "adam/matrix";
import { summary } from "adam/statistics";
import stamp from "data/stamp_04.json" with { type: "json" };
import {
  deadRows,
  largestShare,
  medianCoordinate,
  movesAtNorm,
  probabilityTimesV,
  type Start,
  type Starts,
} from "./starts.ts";

const { learningRate, epsilon } = stamp.settings;
const { deadGradientNorm: measured, vocabulary, hiddenNorm } = stamp.measured;
const uniform = uniformRowGradientNorm(vocabulary, hiddenNorm);

/** What decides a claim, computed of models. */
type OfModels = (starts: Starts) => Record<string, number>;

/** The numbers, by the id of the claim of Stamp 04. */
export const stamp04OfModels: Record<string, OfModels> = {
  // Live tokens move by η.
  S22: ({ certain }) => {
    const [inBatch, unseen] = certain.steps();
    return {
      coordinate: medianCoordinate(certain),
      row: inBatch!.medianMove,
      unseen: unseen!.medianMove,
    };
  },

  // Dead tokens move by 1.79e-5.
  S23: ({ certain }) => {
    const moves = movesAtNorm(deadRows(certain), measured);
    return {
      least: Math.min(...moves),
      most: Math.max(...moves),
      typical: certain.steps().at(-1)!.medianMove,
    };
  },

  // Dead tokens do not move like live ones.
  S24: ({ certain }) => {
    const [live, , dead] = certain.steps();
    return { live: live!.medianMove, dead: dead!.medianMove };
  },

  // Uniform when untrained.
  S26: ({ certain, small, untied }) => ({
    small: probabilityTimesV(small),
    untied: probabilityTimesV(untied),
    certain: probabilityTimesV(certain),
  }),

  // Seven orders.
  S28: ({ certain }) => ({
    orders: Math.floor(Math.log10(uniform / measured)),
    ordersOfMean: Math.floor(Math.log10(theory(certain) / measured)),
    ratioOfMean: theory(certain) / measured,
  }),

  // Dead tokens move by 1.76e-5.
  S30: ({ certain }) => {
    const rows = deadRows(certain);
    const moves = movesAtNorm(rows, measured);
    return {
      oneCoordinate: Math.abs(firstUpdate(measured)),
      least: Math.min(...moves),
      most: Math.max(...moves),
      largestShare: largestShare(rows),
    };
  },

  // Printed expectation.
  S31: ({ certain }) => ({
    probability: 1 / vocabulary,
    norm: uniform,
    ratio: uniform / measured,
    ratioOfMean: theory(certain) / measured,
  }),

  // Adam would move them.
  S32: ({ certain, small }) => ({
    multiplier: updateMultiplier(theory(certain)),
    row: shareOfFullStep(small),
  }),

  // 1e-10 against 1e-3.
  S33: ({ certain }) => ({
    ofDead: Math.log10(measured),
    ofUniform: Math.log10(uniform),
    ofMean: Math.log10(theory(certain)),
  }),

  // The mystery is in the gradient.
  S34: ({ certain }) => ({
    theory: theory(certain),
    mean: certain.norms().dead.mean,
  }),

  // Theory's 1e-3.
  S35: ({ certain, small, untied }) => {
    const norms = Object.entries({ untied, small, certain })
      .map(([name, start]) => [name, start.norms().dead.mean] as const);
    const orders = norms.map((
      [name, norm],
    ) => [
      `orderOf${name[0]!.toUpperCase()}${name.slice(1)}`,
      Math.log10(norm),
    ]);
    return {
      ...Object.fromEntries([...norms, ...orders]),
      inputTokenLogit: certain.norms().inputTokenLogit,
    };
  },

  // Invisible to the gradient.
  S36: ({ certain }) => {
    const { median, min } = certain.norms().dead;
    return { epsilon, typical: median, smallest: min };
  },

  // The norm of the mean hidden state.
  S37: ({ certain }) => ({
    normOfMean: certain.norms().normOfMeanHidden,
    meanNorm: certain.norms().meanHiddenNorm,
    theory: theory(certain),
    ratio: theory(certain) / measured,
  }),
};

/** The numbers, by the id of the claim of Adam Step-by-Step. */
export const stepByStepOfModels: Record<string, OfModels> = {
  // Dead or alive alike.
  A27: ({ certain, small }) => ({
    live: certain.steps()[0]!.medianMove / fullStep(certain),
    deadIfSmall: shareOfFullStep(small),
    dead: shareOfFullStep(certain),
  }),

  // Only pushed.
  A30: ({ small }) => {
    const { push, targets } = small.model();
    const { dead, live } = small.norms();
    const pulled = new Set(targets);
    const medianOf = (norms: Float64Array, isPulled: boolean) =>
      summary(norms.filter((_, i) => pulled.has(i) === isPulled)).median;
    const pushes = rowNorms(push).subarray(0, live.norms.length);
    return {
      dead: dead.median,
      withoutPull: medianOf(pushes, true),
      unseen: medianOf(live.norms, false),
      pulled: medianOf(live.norms, true),
    };
  },
};

/** The norm of a row's gradient if all of the document's tokens are equally likely. */
function theory({ norms }: Start): number {
  return uniformRowGradientNorm(vocabulary, norms().normOfMeanHidden);
}

function fullStep({ model }: Start): number {
  return learningRate * Math.sqrt(model().settings.width);
}

function shareOfFullStep(start: Start): number {
  return start.steps().at(-1)!.medianMove / fullStep(start);
}
