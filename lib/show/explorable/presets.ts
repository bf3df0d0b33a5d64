/**
 * Settings worth a look, and what to look for.
 *
 * @module
 */
import type { Exploration } from "./exploration.ts";

/** Settings under a name. */
export interface Preset {
  /** What its button says. */
  readonly name: string;
  /** What to look for. */
  readonly lookFor: string;
  /** The settings. */
  readonly settings: Exploration;
}

/** The presets, in the order of their buttons. */
export const presets: readonly Preset[] = [
  {
    name: "a dead token",
    lookFor:
      "Its gradient lies on the slope, far below ε, so its step is short. " +
      "Drag ε to the left until the step is full.",
    settings: { against: "gradient", gradients: [1.79e-10], step: 1 },
  },
  {
    name: "all ones",
    lookFor:
      "Every step has the full length: m̂ and √v̂ are equal whatever β₁ and β₂ " +
      "are, though m and v themselves take their time.",
    settings: { against: "step", gradients: [1], step: 100 },
  },
  {
    name: "nine pushes, one pull",
    lookFor: "The gradients add up to zero: m forgets, √v does not, and the " +
      "steps stay well below η.",
    settings: {
      against: "step",
      gradients: [1, 1, 1, 1, 1, 1, 1, 1, 1, -9],
      step: 100,
    },
  },
];
