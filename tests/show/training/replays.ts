/**
 * The trainings of the measured model that a page replays. In bf16 the small
 * start goes as in f32 for these steps.
 *
 * @module
 */
import type { LiveSettings } from "../../../lib/show/explorable/training/messages.ts";

/** How many steps they take. */
export const replayedSteps = 200;

/** Their settings, by what they are called. */
export const replayed: Readonly<Record<string, LiveSettings>> = {
  "σ = 1, f32": { storage: "f32" },
  "σ = 0.02, f32": { sigma: 0.02, positionSigma: 0.02, storage: "f32" },
};
