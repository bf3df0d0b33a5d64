/**
 * Settings worth a look, and what to look for.
 *
 * @module
 */
import type { LiveSettings } from "./messages.ts";

/** Settings under a name. */
export interface Preset {
  /** What its button says. */
  readonly name: string;
  /** What to look for. */
  readonly lookFor: string;
  /** The settings. */
  readonly settings: LiveSettings;
}

/** What the settings of all have in common; each says what is otherwise. */
const usual = {
  ...{ sigma: 1, positionSigma: 1, width: 128, feedForward: 256, tied: true },
  ...{ learningRate: 1e-3, epsilon: 1e-8, beta2: 0.999, weightDecay: 0 },
  storage: "f32",
} as const;

const small = { sigma: 0.02, positionSigma: 0.02 };

/** The presets, in the order of their buttons. */
export const presets: readonly Preset[] = [
  {
    name: "PyTorch's defaults",
    lookFor: "The blue rows learn from the first step on; the orange ones " +
      "turn hollow, as they sleep. Watch their gradient climb to ε: when it " +
      "is there, they wake.",
    settings: usual,
  },
  {
    name: "GPT-2's 0.02",
    lookFor:
      "From a small start no token is sure of itself, so dead rows are " +
      "pushed at once: all one way, away from the mean hidden state, at a " +
      "full step η at first.",
    settings: { ...usual, ...small },
  },
  {
    name: "untied",
    lookFor:
      "The same embedding of scale 1, but an output matrix of its own: " +
      "nothing is certain at the start, and dead rows move at once.",
    settings: { ...usual, tied: false },
  },
  {
    name: "bf16 until it freezes",
    lookFor: "The rows march, slow down, and by step 1000 stand still one " +
      "after the other, though their gradients go on: bfloat16 rounds every " +
      "update away that is below half a gap between its numbers.",
    settings: {
      ...{ ...usual, ...small, width: 32, feedForward: 64 },
      storage: "bf16",
    },
  },
  {
    name: "decay alone",
    lookFor:
      "With ε = 0.001 the dead rows never wake: all that moves them is " +
      "weight decay, here 100 times PyTorch's default. The orange cloud " +
      "shrinks toward the origin, and keeps its shape.",
    settings: { ...usual, epsilon: 1e-3, weightDecay: 1 },
  },
];
