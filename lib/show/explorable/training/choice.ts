/**
 * What a reader can set in the figure of a training.
 *
 * @module
 */
import {
  type Storage,
  type TrainingSettings,
  trainingSettings,
} from "../../../training/mod.ts";
import type { LiveSettings } from "./messages.ts";

/** The settings that a reader can change. */
export type Choice = Pick<
  TrainingSettings,
  | "sigma"
  | "width"
  | "feedForward"
  | "layers"
  | "tied"
  | "learningRate"
  | "epsilon"
  | "beta2"
  | "weightDecay"
  | "storage"
  | "seed"
>;

/** A setting with a slider. */
export interface Slide {
  /** The name of the setting. */
  readonly name:
    | "sigma"
    | "width"
    | "learningRate"
    | "epsilon"
    | "beta2"
    | "weightDecay";
  /** What to call it. */
  readonly label: string;
  /** The values that its slider stops at, from the least to the greatest. */
  readonly stops: readonly number[];
}

/** The sliders, in the order in which they stand. */
export const slides: readonly Slide[] = [
  {
    name: "sigma",
    label: "start scale σ",
    stops: [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2],
  },
  { name: "width", label: "width d", stops: [16, 32, 64, 96, 128] },
  {
    name: "learningRate",
    label: "learning rate η",
    stops: [1e-4, 2e-4, 3e-4, 5e-4, 1e-3, 2e-3, 5e-3, 1e-2],
  },
  {
    name: "epsilon",
    label: "ε",
    stops: Array.from({ length: 13 }, (_, i) => Number(`1e${i - 14}`)),
  },
  {
    name: "beta2",
    label: "β₂",
    stops: [0.9, 0.95, 0.98, 0.99, 0.995, 0.999, 0.9999],
  },
  {
    name: "weightDecay",
    label: "weight decay λ",
    stops: [0, 0.01, 0.03, 0.1, 0.3, 1, 3],
  },
];

/** The formats that a reader can choose from. */
export const storages: readonly Storage[] = ["f32", "bf16", "mixed"];

/**
 * What is set in the settings of a training.
 *
 * @throws {RangeError} If a setting is out of range
 * @throws {TypeError} If a setting is of the wrong type
 */
export function choiceOf(settings: LiveSettings): Choice {
  const all = trainingSettings(settings);
  const { sigma, width, feedForward, layers, tied } = all;
  const { learningRate, epsilon, beta2, weightDecay, storage, seed } = all;
  return {
    ...{ sigma, width, feedForward, layers, tied },
    ...{ learningRate, epsilon, beta2, weightDecay, storage, seed },
  };
}

/**
 * The settings of a training with what a reader chose. The embedding of the
 * positions is drawn with the scale of the tokens', as in PyTorch and in GPT-2.
 */
export function withChoice(
  settings: LiveSettings,
  choice: Partial<Choice>,
): LiveSettings {
  const { sigma } = choice;
  const start = sigma === undefined ? {} : { positionSigma: sigma };
  return { ...settings, ...start, ...choice };
}

/** A choice with something changed; in a wider model the hidden layers are as much wider. */
export function changed(choice: Choice, change: Partial<Choice>): Choice {
  const { width = choice.width } = change;
  const feedForward = Math.round(choice.feedForward * width / choice.width);
  return { ...choice, feedForward, ...change };
}

/** What was chosen, in a line. */
export function inShort(choice: Choice): string {
  const { sigma, width, tied, storage, weightDecay } = choice;
  const { learningRate, beta2 } = choice;
  return [
    `σ = ${sigma}`,
    `d = ${width}`,
    tied ? "tied" : "untied",
    storage,
    `η = ${learningRate}`,
    `β₂ = ${beta2}`,
    ...(weightDecay > 0 ? [`λ = ${weightDecay}`] : []),
  ].join(", ");
}

/** What is chosen otherwise than in another choice, in a line; nothing if all is alike. */
export function difference(choice: Choice, other: Choice): string {
  const words: Readonly<Record<keyof Choice, string>> = {
    sigma: `σ = ${choice.sigma}`,
    width: `d = ${choice.width}`,
    feedForward: `hidden layers of ${choice.feedForward}`,
    layers: `layers: ${choice.layers}`,
    tied: choice.tied ? "tied" : "untied",
    learningRate: `η = ${choice.learningRate}`,
    epsilon: `ε = ${choice.epsilon}`,
    beta2: `β₂ = ${choice.beta2}`,
    weightDecay: `λ = ${choice.weightDecay}`,
    storage: choice.storage,
    seed: `seed ${choice.seed}`,
  };
  return (Object.keys(words) as (keyof Choice)[])
    .filter((name) => choice[name] !== other[name])
    .map((name) => words[name]).join(", ");
}
