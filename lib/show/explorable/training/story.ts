/**
 * What is to be seen of a training at a step, in words.
 *
 * @module
 */
import type { DeadRowUpdates, TrainingRecord } from "../../../training/mod.ts";
import type { Cast, Frame } from "./frame.ts";
import { patience, type RowsNow, rowsNow } from "./rows_now.ts";

/** What the dead rows do, and why. */
export interface Story {
  /** What they do. */
  readonly kind:
    | "none"
    | "start"
    | "asleep"
    | "decay"
    | "wake"
    | "march"
    | "slow"
    | "again"
    | "frozen";
  /** That, in a sentence. */
  readonly verdict: string;
  /** Why, with the numbers of the step. */
  readonly because: string;
}

/** Below this share of a full step a row sleeps. */
const asleepBelow = 0.01;

/** From this share on it is awake. */
const awakeAt = 0.1;

/** Above this share of a full step nothing holds it back. */
const freeAt = 0.5;

/** Tells what is to be seen in a frame. */
export function storyOf(cast: Cast, frame: Frame): Story {
  const { record } = frame;
  if (cast.rows === cast.live) return none;
  if (!record) return atStart(cast);
  const { settings } = cast;
  const { epsilon, learningRate, weightDecay } = settings;
  const gradient = perNumber(record.deadGradientMedian, cast);
  const share = perNumber(record.deadMoveMedian, cast) / learningRate;
  const rows = rowsNow(cast, frame);
  if (rows.stopped > 0.5) return frozen(cast, frame, gradient, rows);
  if (weightDecay > 0 && share > 3 * gradient / epsilon) {
    return decay(cast, gradient);
  }
  if (gradient < epsilon && share < awakeAt) {
    const before = perNumber(frame.largestMove, cast) / learningRate;
    if (before >= awakeAt) return again(cast, gradient, share, before);
    return share < asleepBelow
      ? asleep(cast, record, gradient)
      : wake(cast, gradient, share);
  }
  return share < freeAt && isRemembered(record, gradient)
    ? slow(cast, record, gradient, share)
    : march(cast, record, gradient, share);
}

/** The size of a number in a row of this norm: its root mean square. */
export function perNumber(norm: number, { settings }: Cast): number {
  return norm / Math.sqrt(settings.width);
}

/** A number in two digits. */
export function about(value: number): string {
  const rounded = Number(value.toPrecision(2));
  const isPlain = rounded === 0 || (rounded >= 1e-3 && rounded < 1e5);
  return isPlain ? `${rounded}` : rounded.toExponential().replace("+", "");
}

/** A share as a percentage without a fraction, unless that would say 0 or 100. */
export function percent(share: number): string {
  const rounded = Math.round(100 * share);
  const isExact = share === 0 || share === 1;
  if (rounded === 0 && !isExact) return "below 1\u00a0%";
  if (rounded === 100 && !isExact) return "over 99\u00a0%";
  return `${rounded}\u00a0%`;
}

const none: Story = {
  kind: "none",
  verdict: "There are no dead rows.",
  because: "Every token occurs.",
};

function atStart({ settings }: Cast): Story {
  const { sigma, tied } = settings;
  const isCertain = tied && sigma > 0.4;
  return {
    kind: "start",
    verdict: "No dead row has moved yet.",
    because: isCertain
      ? `Output and embedding are one matrix of scale σ = ${sigma}, so the model
        is already sure that every token follows itself. Will the dead rows,
        drawn as diamonds, move?`
      : `With ${
        tied ? `σ = ${sigma}` : "an output matrix of its own"
      } the model finds all tokens about equally likely, dead ones too. Will
        the dead rows, drawn as diamonds, move?`,
  };
}

function asleep(
  { settings }: Cast,
  record: TrainingRecord,
  gradient: number,
): Story {
  const { epsilon } = settings;
  const own = record.ownTokenProbability;
  const why = own > 0.8
    ? `Each position gives its own token ${percent(own)} of all probability, so
      next to nothing is left for the dead.`
    : `Together the dead tokens have ${
      percent(record.deadProbability)
    } of all probability, but a few of them have most of it.`;
  return {
    kind: "asleep",
    verdict: "The dead rows sleep.",
    because: `${why} The median dead gradient is ${
      about(gradient)
    } per number against ε = ${epsilon}: ${
      times(epsilon / gradient)
    } too small. Adam divides by √v̂ + ε, so a full step η shrinks to ${
      about(gradient / epsilon)
    } η.`,
  };
}

function wake({ settings }: Cast, gradient: number, share: number): Story {
  const { epsilon } = settings;
  return {
    kind: "wake",
    verdict: "The dead rows are waking.",
    because: `The model doubts more, and the median dead gradient is near ε: ${
      about(gradient)
    } per number against ${epsilon}. Adam divides by √v̂ + ε, so the nearer √v̂
    comes to ε, the longer the step: now ${percent(share)} of η.`,
  };
}

function again(
  { settings }: Cast,
  gradient: number,
  share: number,
  before: number,
): Story {
  const { epsilon } = settings;
  return {
    kind: "again",
    verdict: share < asleepBelow
      ? "The dead rows sleep again."
      : "The dead rows fall asleep again.",
    because: `A step of theirs was up to ${
      percent(before)
    } of η. By now the model
    gives the dead tokens so little probability that the median dead gradient is
    ${compared(gradient, epsilon)}: Adam divides by √v̂ + ε, and a step is ${
      percent(share)
    } of η.`,
  };
}

function decay({ settings }: Cast, gradient: number): Story {
  const { learningRate, weightDecay, epsilon } = settings;
  return {
    kind: "decay",
    verdict: "Only the decay moves them.",
    because: `The median dead gradient is ${
      about(gradient)
    } per number against ε = ${epsilon}: Adam's own step is next to nothing. But
    the decay takes ηλ = ${
      about(learningRate * weightDecay)
    } of every number in every step: the rows shrink toward the origin.`,
  };
}

function march(
  { settings }: Cast,
  record: TrainingRecord,
  gradient: number,
  share: number,
): Story {
  const { deadAlike } = record;
  const isOne = deadAlike > 0.8;
  return {
    kind: "march",
    verdict: isOne
      ? "The dead rows march, all one way."
      : "The dead rows move.",
    because: `The median dead gradient is ${about(gradient)} per number, ${
      compared(gradient, settings.epsilon)
    }. ${strideOf(gradient, settings.epsilon, share)} a step is ${
      percent(share)
    } of η${
      isOne
        ? `, and the rows' ways are alike (cosine ${
          deadAlike.toFixed(2)
        }): away from the mean hidden state.`
        : "."
    }`,
  };
}

/** Why a step is as long as it is. */
function strideOf(gradient: number, epsilon: number, share: number): string {
  if (share >= freeAt) return "Adam divides its size out:";
  return gradient < 3 * epsilon
    ? "The ε that is added to √v̂ holds it back:"
    : "Pushes that change their direction cancel in m:";
}

/** Whether the gradients were larger before; where a few rows make up the mean, its root says nothing of the median row. */
function isRemembered(record: TrainingRecord, gradient: number): boolean {
  const { deadRootV, deadGradientMean, deadGradientMedian } = record;
  return deadGradientMean < 3 * deadGradientMedian && deadRootV > 2 * gradient;
}

function slow(
  { settings }: Cast,
  record: TrainingRecord,
  gradient: number,
  share: number,
): Story {
  return {
    kind: "slow",
    verdict: "The dead rows slow down.",
    because: `The median dead gradient is ${about(gradient)} per number, ${
      compared(gradient, settings.epsilon)
    }. But v remembers larger ones: √v̂ is ${
      about(record.deadRootV)
    }, and Adam divides by that. A step is ${percent(share)} of η.`,
  };
}

function frozen(
  cast: Cast,
  { record, updates, points }: Frame,
  gradient: number,
  { stopped }: RowsNow,
): Story {
  const { storage, epsilon } = cast.settings;
  const still = `${percent(stopped)} of the dead rows moved before and have not
    for ${patience} steps.${
    areOnePoint(points, cast) ? " All of them are at one point." : ""
  }`;
  if (storage !== "bf16") {
    return {
      kind: "frozen",
      verdict: "The dead rows stand still again.",
      because: `${still} The median dead gradient is ${
        about(gradient)
      } per number, ${compared(gradient, epsilon)}.`,
    };
  }
  return {
    kind: "frozen",
    verdict: "Rounding freezes the dead rows.",
    because: `${
      askedFor(updates, gradient / record!.deadRootV)
    } Below half a gap the sum rounds back to the old weight: the update is lost,
      step after step. ${still}`,
  };
}

/** How far Adam would move rows that rounding freezes: by a share of $\eta$, or by what was measured. */
function askedFor(updates: DeadRowUpdates | undefined, share: number): string {
  // Where v is too small for the format, the ratio is infinite.
  const asked = Math.min(1, updates?.momentPerRoot ?? share);
  const step = asked < freeAt
    ? `As v remembers larger gradients, Adam's step is down to ${
      percent(asked)
    } of η`
    : `Adam's step is still ${
      percent(asked)
    } of η, but beside the weights that is little`;
  const gap = updates
    ? `up to ${about(updates.largestUpdateInUlps)} of`
    : "less than";
  return `${step}: ${gap} the gap between neighbouring bf16 numbers.`;
}

/** Whether all dead rows are shown at the same place. */
function areOnePoint(points: Float32Array, { live, rows }: Cast): boolean {
  for (let row = live + 1; row < rows; row++) {
    const isThere = points[2 * row] === points[2 * live] &&
      points[2 * row + 1] === points[2 * live + 1];
    if (!isThere) return false;
  }
  return true;
}

function compared(gradient: number, epsilon: number): string {
  const ratio = gradient / epsilon;
  if (ratio === Infinity) return "and ε is 0";
  return ratio >= 1 ? `${times(ratio)} ε` : `${about(ratio)} of ε = ${epsilon}`;
}

function times(ratio: number): string {
  return `${about(ratio)} times`;
}

/** The rest of what is to be seen, for those who do not see it. */
export function describeFrame(cast: Cast, frame: Frame): string {
  const { verdict, because } = storyOf(cast, frame);
  const { asleep, moving, stopped } = rowsNow(cast, frame);
  const { record } = frame;
  const loss = record ? ` Loss ${record.loss.toPrecision(3)}.` : "";
  return `Step ${frame.step}.${loss} Of the dead rows ${
    percent(asleep)
  } have hardly moved so far, ${percent(moving)} moved within 20 steps, and ${
    percent(stopped)
  } stand still again. ${verdict} ${because}`.replace(/[ \n]+/g, " ");
}
