/**
 * A training as it is saved.
 *
 * @module
 */
import { countSoFar, finite, nonNegative, sameAs } from "../_demands.ts";
import {
  inWords,
  requireNumber,
  requireNumbers,
  requireRecord,
} from "../_require.ts";
import type { Numbers } from "./_parameters.ts";
import type { TrainingState } from "./_trainer.ts";
import {
  normalizations,
  requireOneOf,
  type TrainingSettings,
  trainingSettings,
} from "./training_settings.ts";

/** All that is needed to continue a training: a record of numbers, names and arrays, which can be cloned and sent. */
export interface SavedRun {
  /** The settings, the tokens of a text among them; the normalization by its name. `threads` is not among them: no number depends on it. */
  settings:
    & Omit<TrainingSettings, "normalization" | "threads">
    & { normalization: "layerNorm" | "rmsNorm" };
  /** How many steps were taken. */
  step: number;
  /** All weights, one after the other, in the format that they are stored in. */
  weights: Numbers;
  /** Their first moments, $m$. */
  firstMoments: Numbers;
  /** Their second moments, $v$. */
  secondMoments: Numbers;
}

/** A copy of the current state of a training. */
export function savedRun(
  settings: TrainingSettings,
  step: number,
  { weights, firstMoments, secondMoments }: TrainingState,
): SavedRun {
  const { normalization, threads: _, ...rest } = settings;
  return {
    settings: {
      ...rest,
      normalization: normalization === normalizations.rmsNorm
        ? "rmsNorm"
        : "layerNorm",
    },
    step,
    weights: weights.slice(),
    firstMoments: firstMoments.slice(),
    secondMoments: secondMoments.slice(),
  };
}

/** The settings of a saved training, with a new number of threads. */
export function settingsOfSaved(
  action: string,
  from: SavedRun,
  threads: number | undefined,
): TrainingSettings {
  requireRecord(action, "from", from);
  requireRecord(action, "from.settings", from.settings);
  requireNumber(action, "from.step", from.step, countSoFar);
  const { normalization: name, ...rest } = from.settings;
  const names = Object.keys(normalizations);
  requireOneOf(action, "from.settings.normalization", name, names);
  const normalization = normalizations[name];
  return trainingSettings({
    ...rest,
    normalization,
    ...(threads !== undefined && { threads }),
  });
}

/** Restores a saved state. */
export function restore(
  action: string,
  state: TrainingState,
  from: SavedRun,
): void {
  for (const name of ["weights", "firstMoments", "secondMoments"] as const) {
    const [own, given] = [state[name], from[name]];
    if (given?.constructor !== own.constructor) {
      throw new TypeError(
        `Cannot ${action} as from.${name} must be a ${own.constructor.name}: current value is ${
          inWords(given)
        }`,
      );
    }
    requireNumber(
      action,
      `from.${name}.length`,
      given.length,
      sameAs("the model", own.length),
    );
    const demand = name === "secondMoments" ? nonNegative : finite;
    requireNumbers(action, `from.${name}`, given, demand);
    own.set(given);
  }
}
