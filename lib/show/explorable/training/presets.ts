/**
 * Trainings worth a look in a page.
 *
 * @module
 */
import type { LiveSettings } from "./messages.ts";

/**
 * The model that trains in a page: the measured one with one layer and 300
 * tokens, half of them dead. It is as wide as that, 128: the logit of a
 * position's own token is $\sigma d / \sqrt 2$, that of any other spreads by
 * $\sigma \sqrt d$, so only in a wide model do all dead tokens stay far below,
 * and all dead rows asleep. With $d = 32$ none of them is.
 */
export const pageModel = {
  layers: 1,
  width: 128,
  heads: 2,
  feedForward: 128,
  vocabulary: 300,
  deadTokens: 150,
  batch: 4,
  sequenceLength: 32,
  sigma: 1,
  positionSigma: 1,
  storage: "f32",
} as const satisfies LiveSettings;

/** A training worth a look. */
export interface TrainingPreset {
  /** What to call it. */
  readonly name: string;
  /** What to look for, in a sentence. */
  readonly lookFor: string;
  /** All settings that differ from the defaults of `trainingRun`. */
  readonly settings: LiveSettings;
  /** How many steps a second let a reader see it. */
  readonly stepsPerSecond: number;
}

const small = { ...pageModel, sigma: 0.02, positionSigma: 0.02 };

/** The model of the notebook `10_what_freezes_them`, whose dead rows freeze within a minute. */
const freezing = {
  ...small,
  layers: 2,
  width: 32,
  feedForward: 64,
  storage: "bf16",
} as const satisfies LiveSettings;

/** The trainings, in the order in which they are read. */
export const trainingPresets: readonly TrainingPreset[] = [
  {
    name: "PyTorch’s defaults",
    lookFor:
      "At σ = 1 the untrained model is certain that each token follows " +
      "itself. That leaves dead tokens no probability, and their rows " +
      "gradients far below ε: they sleep until the model is less certain.",
    settings: pageModel,
    stepsPerSecond: 10,
  },
  {
    name: "GPT-2’s 0.02",
    lookFor: "At σ = 0.02 all tokens are equally likely: the dead rows march " +
      "off together from the first step, as fast as the live rows and faster.",
    settings: small,
    stepsPerSecond: 10,
  },
  {
    name: "untied",
    lookFor: "With an output matrix of its own the model is not certain even " +
      "at σ = 1: the dead rows march from the first step.",
    settings: { ...pageModel, tied: false },
    stepsPerSecond: 10,
  },
  {
    name: "bf16 until it freezes",
    lookFor:
      "A narrower model, d = 32, from σ = 0.02, which takes a minute. In " +
      "bfloat16 the dead rows march off, until their updates are below half " +
      "the spacing of their weights: then they stand still, while the live " +
      "rows move on.",
    settings: freezing,
    stepsPerSecond: 60,
  },
  {
    name: "bf16, all in one point",
    lookFor:
      "The same narrower model with a small η and a short memory of v: " +
      "nothing shortens the steps: the dead rows walk on until η itself is " +
      "lost in rounding, all of them at the same point.",
    settings: { ...freezing, learningRate: 3e-4, beta2: 0.95 },
    stepsPerSecond: 60,
  },
  {
    name: "decay alone",
    lookFor: "With ε = 0.001 the gradients of the dead rows are far below ε: " +
      "weight decay alone moves them, straight towards zero.",
    settings: { ...pageModel, epsilon: 1e-3, weightDecay: 0.5 },
    stepsPerSecond: 60,
  },
];
