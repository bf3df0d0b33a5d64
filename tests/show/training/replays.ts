/**
 * The trainings of the measured model that a page replays.
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
  "σ = 0.02, bf16": { sigma: 0.02, positionSigma: 0.02, storage: "bf16" },
};
